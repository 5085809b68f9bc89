#!/usr/bin/env bash
# Keeps one comment: the marker in its first line finds it again. Nothing changed means no comment.
set -euo pipefail

marker="<!-- infra: connection budget${TAG:+, $TAG} -->"
body=$REPORT/check.md
comments=repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments
[[ -e $body ]] || printf '%s\n### Connection budget%s: could not be checked\n\nThe log of the check says why.\n' "$marker" "${TAG:+ of $TAG}" >"$body"

# Only of a bot: whoever quotes the comment keeps what they wrote.
mine=$(gh api --paginate "$comments?per_page=100" \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id" | sed -n 1p)

if [[ ! -s $body ]]; then
  [[ -z $mine ]] || gh api --silent --method DELETE "repos/$GITHUB_REPOSITORY/issues/comments/$mine"
elif [[ -n $mine ]]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field "body=@$body"
else
  gh api --silent --method POST "$comments" --field "body=@$body"
fi
