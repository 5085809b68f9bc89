#!/usr/bin/env bash
# Checks the target branch with its own code for the baseline, then this branch against it. The verdict is an output, so that the
# comment is written also where it is bad; only a check that could not be made ends this step.
set -euo pipefail

report=$RUNNER_TEMP/connection-budget
base=$RUNNER_TEMP/connection-budget-base
mkdir -p "$report"
mapfile -t arguments < <(sed '/^[[:space:]]*$/d' <<<"${ARGUMENTS:-}")

baseline=()
git fetch --quiet --depth=1 origin "$BASE"
git worktree add --quiet --force --detach "$base" FETCH_HEAD
trap 'git worktree remove --force "$base"' EXIT
code=0
(cd "$base" && ./infra check "${arguments[@]}" --format json) >"$report/baseline.json" || code=$?
if ((code <= 1)); then
  baseline=(--baseline "$report/baseline.json")
else
  # Such as before the first pull request with this check in it: then every finding is a new one.
  echo "::notice title=Connection budget::$BASE cannot be checked (exit code $code), so that there is nothing to compare with"
fi

for format in json:check.json markdown:check.md sarif:check.sarif; do
  code=0
  ./infra check "${arguments[@]}" "${baseline[@]}" --format "${format%%:*}" >"$report/${format#*:}" || code=$?
  ((code <= 1)) || exit "$code"
done
./infra check "${arguments[@]}" "${baseline[@]}" --format github || true

{
  echo "report=$report"
  echo "verdict=$( ((code == 0)) && echo passed || echo failed)"
} >>"$GITHUB_OUTPUT"
