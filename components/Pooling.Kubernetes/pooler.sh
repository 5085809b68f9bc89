#!/bin/sh
# Runs the PgBouncer processes of one pod, and tells them when a mounted file has changed.
#
#   POOLER_FILES      folder with pgbouncer.ini and what it names, and `pods`: how many pods there may be, read at each reload
#   POOLER_RUN        folder that may be written: one folder for each process, with its configuration and its socket
#   POOLER_PORT       port of every process
#   POOLER_POD        name of the pod; with peers, its last part is the number of the pod
#   POOLER_PROCESSES  processes in each pod
#   POOLER_PEERS      domain of the pods' names, or a folder (from /) with the POOLER_RUN of each; empty for none
#   POOLER_LISTEN     address to listen on instead of the configured one; may be empty
#   POOLER_STOP       signal that ends PgBouncer once its clients have left: TERM, before 1.23 INT
#   POOLER_WATCH      seconds between two looks at the files
#
# HUP reloads, USR1 pauses, USR2 resumes, TERM and INT end it with its clients, QUIT at once. The exit status is that of the
# first process that ended. PgBouncer takes a second TERM for an order to drop its clients, so it never gets one.
set -u
: "${POOLER_FILES:=/etc/pgbouncer}" "${POOLER_RUN:=/run/pgbouncer}" "${POOLER_PORT:=6432}" "${POOLER_POD:=pooler-0}"
: "${POOLER_PROCESSES:=1}" "${POOLER_PEERS:=}" "${POOLER_LISTEN:=}" "${POOLER_STOP:=TERM}" "${POOLER_WATCH:=5}"

ordinal=0
[ -z "$POOLER_PEERS" ] || ordinal=${POOLER_POD##*-}

# A process of this pod is reached by its socket: the port that all of them share leads to any of them.
host_of() {
  case $1:$POOLER_PEERS in
    "$ordinal":*) echo "$POOLER_RUN/$2" ;;
    *:/*) echo "$POOLER_PEERS/${POOLER_POD%-*}-$1/$2" ;;
    *) echo "${POOLER_POD%-*}-$1.$POOLER_PEERS" ;;
  esac
}

peers() {
  pods=1
  [ -z "$POOLER_PEERS" ] || read -r pods <"$POOLER_FILES/pods" || return
  echo '[peers]'
  pod=0
  while [ "$pod" -lt "$pods" ]; do
    each=0
    while [ "$each" -lt "$POOLER_PROCESSES" ]; do
      echo "$((pod * POOLER_PROCESSES + each + 1)) = host=$(host_of "$pod" "$each") port=$POOLER_PORT"
      each=$((each + 1))
    done
    pod=$((pod + 1))
  done
}

# Not by the number of pods: that may change while a process runs, and its id may not.
alone() {
  [ -z "$POOLER_PEERS" ] && [ "$POOLER_PROCESSES" -eq 1 ]
}

# The included file ends with its section [pgbouncer]; to open that again would set it back to the defaults.
text() {
  alone || peers || return
  echo "%include $POOLER_FILES/pgbouncer.ini"
  echo "unix_socket_dir = $POOLER_RUN/$1"
  alone || echo "peer_id = $((ordinal * POOLER_PROCESSES + $1 + 1))"
  [ -z "$POOLER_LISTEN" ] || echo "listen_addr = $POOLER_LISTEN"
}

# In one step, so that no reload reads half a file.
configure() {
  text "$1" >"$POOLER_RUN/$1/pod.ini.new" && mv "$POOLER_RUN/$1/pod.ini.new" "$POOLER_RUN/$1/pod.ini"
}

reload() {
  each_process=0
  while [ "$each_process" -lt "$POOLER_PROCESSES" ]; do
    # Where it cannot be written, the old one stays.
    configure "$each_process"
    each_process=$((each_process + 1))
  done
  all HUP
}

all() {
  for file in "$POOLER_RUN"/*/pid; do
    [ -e "$file" ] && kill -s "$1" "$(cat "$file")" 2>/dev/null
  done
  return 0
}

stopping=
stop() {
  [ -n "$stopping" ] && return 0
  stopping=yes
  all "$POOLER_STOP"
}

sums() {
  for file in "$POOLER_FILES"/* "$POOLER_FILES"/*/*; do
    [ -f "$file" ] && cksum "$file"
  done
}

watch() {
  seen=$1
  while sleep "$POOLER_WATCH"; do
    now=$(sums)
    [ "$now" = "$seen" ] || kill -s HUP "$2" || return
    seen=$now
  done
}

# Ends the others when one has ended by itself: a pod serves with all of its processes or with none.
run() {
  sh -c 'echo $$ >"$1/pid" && exec pgbouncer "$1/pod.ini"' sh "$1"
  code=$?
  rm -f "$1/pid"
  (set -C; echo "$code" >"$POOLER_RUN/status") 2>/dev/null
  kill -s TERM "$2"
}

cd "$POOLER_FILES" || exit
rm -rf "${POOLER_RUN:?}"/*
before=$(sums)
trap reload HUP
trap 'all USR1' USR1
trap 'all USR2' USR2
trap stop TERM INT
trap 'stopping=yes; all QUIT' QUIT

process=0
waiting=
while [ "$process" -lt "$POOLER_PROCESSES" ]; do
  mkdir -p "$POOLER_RUN/$process" || exit
  configure "$process" || exit
  run "$POOLER_RUN/$process" $$ &
  waiting="$waiting $!"
  process=$((process + 1))
done
watch "$before" $$ &
watcher=$!

for child in $waiting; do
  # A signal ends the wait and not the child.
  while kill -0 "$child" 2>/dev/null; do
    wait "$child"
  done
done
kill "$watcher" 2>/dev/null
exit "$(cat "$POOLER_RUN/status")"
