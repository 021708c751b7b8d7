#!/bin/sh
# Takes the pictures of the terminal view: docs/terminal.png (dark ground) and docs/terminal-light.png.
#
#   docs/screenshot.sh [COMMAND…]      default: target/release/zufolge read fixtures/articles/03-politics.txt
#
# Runs the command in a real terminal (tmux), turns what stands there into HTML (aha) and photographs it (chromium); ImageMagick keeps
# the files small. Debian: apt-get install tmux aha chromium imagemagick fonts-dejavu-core
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- target/release/zufolge read fixtures/articles/03-politics.txt
columns=92
work=$(mktemp -d)
socket="$work/tmux"
trap 'tmux -S "$socket" kill-server 2>/dev/null || true; rm -rf "$work"' EXIT

# The view is as long as it is: count its lines first, so that the terminal can hold all of them.
lines=$(COLUMNS=$columns "$@" | wc -l)
printf '%s\n' "#!/bin/sh" "unset NO_COLOR" "export COLUMNS=$columns TERM=xterm-256color COLORTERM=truecolor" '"$@"' "touch '$work/done'" \
    "sleep 60" >"$work/run"
chmod +x "$work/run"
tmux -S "$socket" -f /dev/null new-session -d -x "$columns" -y "$((lines + 1))" "$work/run" "$@"
while [ ! -e "$work/done" ]; do sleep 0.1; done
sleep 0.5
tmux -S "$socket" capture-pane -e -p | aha --no-header >"$work/body"

picture() { # file, ground, ink
    {
        echo "<!doctype html><meta charset=utf-8><style>body{margin:18px 12px;background:$2;color:$3}"
        echo "pre{font:15px/1.4 'DejaVu Sans Mono',monospace;margin:0}</style><pre>"
        cat "$work/body"
        echo "</pre>"
    } >"$work/page.html"
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$work/profile" --hide-scrollbars --screenshot="$work/page.png" \
        --window-size=$((columns * 9 + 40)),$((lines * 21 + 36)) "file://$work/page.html" >/dev/null 2>&1
    convert "$work/page.png" -colors 64 -define png:compression-level=9 "PNG8:$1"
}
picture docs/terminal.png '#1e1e1e' '#d8d8d8'
picture docs/terminal-light.png '#ffffff' '#222222'
