#!/bin/bash
# Installs what `cargo bench --bench batch` compares with, on Debian or Ubuntu: install.sh FOLDER
# LibreOffice, TeX Live and poppler by apt; WeasyPrint and python-docx, and the stock typst, into the folder.
# Nothing else in the project needs any of it. Then: PEERS=FOLDER cargo bench --bench batch -- peers
set -euo pipefail
folder=${1:?which folder?}
mkdir -p "$folder"
folder=$(realpath "$folder")
root=""
[ "$(id -u)" = 0 ] || root=sudo
$root apt-get update
DEBIAN_FRONTEND=noninteractive $root apt-get install -y --no-install-recommends \
    libreoffice-writer-nogui texlive-xetex texlive-lang-chinese texlive-latex-recommended texlive-latex-extra \
    python3-venv libpango-1.0-0 libpangoft2-1.0-0 poppler-utils fontconfig
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet weasyprint==70.0 python-docx==1.2.0
cargo install typst-cli --version 0.15.1 --locked --root "$folder/typst"
