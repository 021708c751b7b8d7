//! `cargo xtask readme`: the commands of the README and of the formats' document, run as they stand there.

use crate::markdown::parts;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The documents whose commands are run, in this order: the README's install the program that the others call. What is not to be run is
/// marked `console` there.
const DOCUMENTS: &[&str] = &["README.md", "docs/formats.md"];

/// Runs every `sh` block from the root, stopping at the first that fails. `cargo install` writes to `CARGO_INSTALL_ROOT` if that is set,
/// or else to a temporary folder that is removed at the end; either one's `bin` comes first on the `PATH`.
pub(crate) fn run(root: &Path, _args: &[String]) -> Result<()> {
    let mut blocks = Vec::new();
    for name in DOCUMENTS {
        let found = parts(&std::fs::read_to_string(root.join(name)).with_context(|| format!("reading {name}"))?).shell;
        ensure!(!found.is_empty(), "{name} has no sh block to run");
        blocks.extend(found);
    }
    match std::env::var_os("CARGO_INSTALL_ROOT") {
        Some(install) => run_all(root, &blocks, Path::new(&install)),
        None => {
            let install = std::env::temp_dir().join(format!("zufolge-readme-{}", std::process::id()));
            std::fs::create_dir_all(&install)?;
            let outcome = run_all(root, &blocks, &install);
            std::fs::remove_dir_all(&install)?;
            outcome
        }
    }
}

fn run_all(root: &Path, blocks: &[String], install: &Path) -> Result<()> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(install.join("bin")).chain(std::env::split_paths(&before).collect::<Vec<PathBuf>>()))?;
    for block in blocks {
        println!("readme: {}", block.trim_end());
        let status = Command::new("bash")
            .args(["-euo", "pipefail", "-c", block])
            .current_dir(root)
            .env("CARGO_INSTALL_ROOT", install)
            .env("PATH", &path)
            .stdin(Stdio::null())
            .status()
            .context("starting bash")?;
        if !status.success() {
            bail!("{status} from the documents' command:\n{block}");
        }
    }
    Ok(())
}
