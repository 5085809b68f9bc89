#!/usr/bin/env bash
# Gives the findings to code scanning by the interface behind its upload action, so that no further action is needed.
set -euo pipefail

ref=$GITHUB_REF
# The merge commit of a pull request is known to code scanning by this name only.
[[ -z $PULL_REQUEST ]] || ref=refs/pull/$PULL_REQUEST/merge
gzip --stdout "$REPORT/check.sarif" | base64 --wrap=0 >"$REPORT/check.sarif.gz.base64"
gh api --silent --method POST "repos/$GITHUB_REPOSITORY/code-scanning/sarifs" \
  --field "commit_sha=$GITHUB_SHA" --field "ref=$ref" --field "sarif=@$REPORT/check.sarif.gz.base64" || {
  # Private repositories without code scanning refuse it; the comment and the annotations are there all the same.
  echo '::notice title=Connection budget::code scanning did not take the findings; is it switched on for this repository?'
}
