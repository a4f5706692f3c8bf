#!/bin/sh
# Makes the secrets of deploy/compose.yaml in deploy/secrets, each once: a second run changes nothing. Reads TURN_HOST from deploy/.env.
set -eu
umask 077
cd "$(dirname "$0")"

turn_host=$(sed -n 's/^TURN_HOST=//p' .env)
[ -n "$turn_host" ] || { echo "Set TURN_HOST in deploy/.env first." >&2; exit 1; }

mkdir -p secrets
chmod 700 secrets

random() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# Only the folder's owner can open them. Within a container, they can be read by a user without a name on this machine.
make() {
  [ -s "secrets/$1" ] && return
  printf %s "$2" > "secrets/$1"
  chmod 444 "secrets/$1"
  echo "made secrets/$1"
}

for name in master-key metrics-token postgres-password turn-secret; do make "$name" "$(random)"; done
make database-url "postgres://platform:$(cat secrets/postgres-password)@postgres:5432/platform"
make turnserver.conf "$(sed -e "s/^realm=.*/realm=$turn_host/" -e "s/^static-auth-secret=.*/static-auth-secret=$(cat secrets/turn-secret)/" turnserver.conf)
"
