//! The router on a port: connections bounded, slow clients dropped, and an end that lets everybody finish.

use crate::state::AppState;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// A request line with its headers.
const MOST_HEADER_BYTES: usize = 32 << 10;
const MOST_HEADERS: usize = 64;
/// After a failed accept (no file handle left, say) the listener rests, for the cause rarely goes away at once.
const REST: Duration = Duration::from_millis(50);

/// Answers requests on `listener` until `shutdown` comes; then no connection is accepted, and those under way are finished, for as long as
/// the settings' timeout allows.
///
/// # Errors
/// When the listener has no address.
pub async fn serve(listener: TcpListener, state: AppState, shutdown: impl Future<Output = ()>) -> io::Result<()> {
    let timeout = state.settings.timeout;
    let places = Arc::new(Semaphore::new(state.settings.connections));
    let app = crate::app(state);
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(timeout.min(Duration::from_secs(10)));
    http.max_buf_size(MOST_HEADER_BYTES).max_headers(MOST_HEADERS).half_close(false);
    let graceful = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    listener.local_addr()?;
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut shutdown => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "no connection could be accepted");
                tokio::time::sleep(REST).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let app = app.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request)
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = connection.await {
                // Clients go away and send nonsense all the time.
                tracing::debug!(%error, %peer, "connection broke");
            }
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(timeout) => tracing::warn!("some connections did not end in time"),
    }
    Ok(())
}
