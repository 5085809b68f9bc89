#!/usr/bin/env bash
# Makes the baseline, from the target branch with its own code or from other inputs, then checks this branch against it. The verdict is
# an output, so that the comment is written also where it is bad; only a check that could not be made fails this step.
set -euo pipefail

report=$RUNNER_TEMP/connection-budget${TAG:+-$TAG}
base=$RUNNER_TEMP/connection-budget-base
rm -rf "$report"
mkdir -p "$report"
echo "report=$report" >>"$GITHUB_OUTPUT"
lines() { sed '/^[[:space:]]*$/d' <<<"$1"; }
mapfile -t arguments < <(lines "${ARGUMENTS:-}")
mapfile -t before < <(lines "${BASELINE_ARGUMENTS:-}")
tag=()
[[ -z ${TAG:-} ]] || tag=(--tag "$TAG")

# Checks a folder with its own command line; without one, with that of the repository of this action.
check() (
  cd "$1"
  infra=./infra
  if [[ ! -x $infra ]]; then
    infra=$GITHUB_ACTION_PATH/../../../infra
    export INFRA_ROOT=$PWD
  fi
  exec "$infra" check "${@:2}"
)

baseline=()
code=0
if ((${#before[@]})); then
  check . "${before[@]}" --format json >"$report/baseline.json" || code=$?
else
  git fetch --quiet --depth=1 origin "$BASE"
  git worktree add --quiet --force --detach "$base" FETCH_HEAD
  trap 'git worktree remove --force "$base"' EXIT
  check "$base" "${arguments[@]}" --format json >"$report/baseline.json" || code=$?
fi
if ((code <= 1)); then
  baseline=(--baseline "$report/baseline.json")
else
  # Such as before the first pull request with this check in it: then every finding is a new one.
  echo "::notice title=Connection budget::${BASE:-the baseline} cannot be checked (exit code $code), so that there is nothing to compare with"
fi

for format in json:check.json markdown:check.md sarif:check.sarif; do
  code=0
  check . "${arguments[@]}" "${baseline[@]}" --format "${format%%:*}" "${tag[@]}" >"$report/${format#*:}" || code=$?
  if ((code > 1)); then
    # Half a report would be taken for one.
    rm -f "$report"/check.*
    exit "$code"
  fi
done
check . "${arguments[@]}" "${baseline[@]}" --format github || true

cat "$report/check.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
echo "verdict=$( ((code == 0)) && echo passed || echo failed)" >>"$GITHUB_OUTPUT"
