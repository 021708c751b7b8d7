//! `zufolge serve`: pages and HTTP API over reading and the ledger.

use crate::engine::EngineArgs;
use crate::input::count;
use crate::terminal;
use anyhow::{Context, bail};
use std::net::{SocketAddr, ToSocketAddrs};
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use zufolge::Pipeline;
use zufolge_server::{AppState, Settings, Tokens, serve};

/// Parsers of hostile documents may go deep before they give up.
const STACK: usize = 8 << 20;

/// Serve pages and an HTTP API
///
/// Opens on a page that reads an article at once. docs/server.md tells how to run it for others than oneself.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The ledger to serve; it is made if there is none. Without one, articles are only read
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,

    /// Where to listen. Other addresses than the machine's own need --token-file or --trust-proxy
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7070", value_parser = address)]
    bind: SocketAddr,

    /// Who may read and who may write: `read NAME TOKEN` or `write NAME TOKEN` a line
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// A reverse proxy stands before it, lets in only whom it should, and sets X-Forwarded-For, -Host and -Proto
    #[arg(long)]
    trust_proxy: bool,

    /// Another host name under which the pages are asked for; may be given several times
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,

    /// Articles read at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = count::<NonZeroUsize>)]
    jobs: Option<NonZeroUsize>,

    /// The largest request body, in MiB
    #[arg(long, value_name = "MIB", default_value = "4", value_parser = count::<NonZeroU32>)]
    max_body: NonZeroU32,

    /// Requests a second from one address [default: 20, on the machine's own addresses without bound]
    #[arg(long, value_name = "N", value_parser = count::<NonZeroU32>)]
    rate: Option<NonZeroU32>,

    /// Seconds that an answer may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = count::<NonZeroU32>)]
    timeout: NonZeroU32,

    /// Fetch URLs on private, loopback and link-local addresses too
    #[arg(long)]
    allow_private: bool,

    #[command(flatten)]
    engine: EngineArgs,
}

/// An address with its port, or a name that stands for one; where it stands for several, one of IPv4, which browsers try too.
fn address(given: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = given.parse() {
        return Ok(address);
    }
    let found: Vec<SocketAddr> = given.to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    let address = found.iter().find(|address| address.is_ipv4()).or(found.first());
    address.copied().ok_or_else(|| "write it as 127.0.0.1:7070, [::1]:7070 or localhost:7070".to_owned())
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let settings = settings(args)?;
    let pipeline = Arc::new(Pipeline::new(&args.engine.language(), args.engine.engine()?));
    let state = match &args.db {
        Some(path) => AppState::with_ledger(pipeline, settings, path)?,
        None => AppState::new(pipeline, settings),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(args.bind)
            .await
            .with_context(|| format!("{}: cannot listen there; choose another with --bind", args.bind))?;
        terminal::complain(&format!("serving on http://{}/ (Ctrl-C ends it)", listener.local_addr()?));
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        let shutdown = async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        };
        serve(listener, state, shutdown).await?;
        Ok(ExitCode::SUCCESS)
    })
}

fn settings(args: &Args) -> anyhow::Result<Settings> {
    let own = args.bind.ip().is_loopback();
    if !own && args.token_file.is_none() && !args.trust_proxy {
        bail!(
            "{} can be reached from other machines; say who may ask with --token-file, or add --trust-proxy if a reverse proxy does",
            args.bind
        );
    }
    let tokens = args.token_file.as_ref().map(|path| {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        Tokens::parse(&text).with_context(|| path.display().to_string())
    });
    let usual = if own && !args.trust_proxy { None } else { NonZeroU32::new(20) };
    let defaults = Settings::default();
    Ok(Settings {
        tokens: tokens.transpose()?,
        trust_proxy: args.trust_proxy,
        hosts: args.host.clone(),
        max_body: (args.max_body.get() as usize) << 20,
        timeout: Duration::from_secs(u64::from(args.timeout.get())),
        readers: args.jobs.map_or(defaults.readers, NonZeroUsize::get),
        rate: args.rate.or(usual),
        allow_private: args.allow_private,
        ..defaults
    })
}
