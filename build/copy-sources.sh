#!/usr/bin/env bash
# Copies the sources, as they are now and without anything built, into the folder given.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
into=$(cd "$1" && pwd)
cd "$root"
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -z --cached --others --exclude-standard |
        while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done |
        tar --null -T - -cf - | tar -xf - -C "$into"
else
    tar --exclude=target --exclude=./data -cf - . | tar -xf - -C "$into"
fi
