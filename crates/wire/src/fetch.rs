//! One web page over HTTP, with limits on time, size and redirects, and never from the inside of the own network unless asked for.

use crate::charset::of_media_type;
use crate::error::Fault;
use crate::options::Options;
use crate::read::Raw;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, config::Config};

/// The whole answer must be there in this time.
const TIMEOUT: Duration = Duration::from_secs(30);
/// More redirects than this are a circle.
const MAX_REDIRECTS: u32 = 5;

/// Fetches a page. Every address that a name stands for is checked at each redirect, and the address that was checked is the one connected
/// to. A proxy would look names up itself, so none is used unless private addresses are allowed.
pub(crate) fn fetch(url: &str, options: &Options) -> Result<Raw, Fault> {
    fetch_from(url, options, if options.allow_private { |_| true } else { is_public }, DefaultResolver::default())
}

/// The same, from the addresses that `allowed` lets through.
fn fetch_from(url: &str, options: &Options, allowed: fn(IpAddr) -> bool, inner: impl Resolver) -> Result<Raw, Fault> {
    let mut config = Config::builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(MAX_REDIRECTS)
        .save_redirect_history(true)
        .user_agent(concat!("zufolge/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5");
    if !options.allow_private {
        config = config.proxy(None);
    }
    let resolver = Only { allowed, inner };
    let agent = Agent::with_parts(config.build(), DefaultConnector::default(), resolver);
    let mut answer = agent.get(url).call().map_err(|error| Fault::Fetch(explain(&error)))?;
    let media_type = answer.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let last = ureq::ResponseExt::get_uri(&answer).to_string();
    let max = options.limits.max_size;
    let mut bytes = Vec::new();
    answer
        .body_mut()
        .as_reader()
        .take(max + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::Fetch(format!("the answer broke off ({error}); try again")))?;
    if bytes.len() as u64 > max {
        return Err(Fault::TooLarge(max));
    }
    Ok(Raw { url: Some(last), charset: of_media_type(&media_type), ..Raw::new(url, bytes) })
}

fn explain(error: &Error) -> String {
    match error {
        Error::Io(io) if io.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Private>) => {
            "stands on a private address, which a page from outside must not make us read; if you mean it, add --allow-private".to_owned()
        }
        Error::StatusCode(code) => format!("the server answered {code}; open it in a browser and save the page"),
        Error::HostNotFound => "there is no such host; check the address and the network".to_owned(),
        Error::Timeout(_) => format!("no answer within {} seconds; try again later", TIMEOUT.as_secs()),
        Error::TooManyRedirects => format!("leads on more than {MAX_REDIRECTS} times; give the address it ends at"),
        Error::BadUri(_) => "is no address we understand; write it as https://host/path".to_owned(),
        other => format!("cannot be fetched ({other}); check the address and the network"),
    }
}

#[derive(Debug)]
struct Private;

impl std::fmt::Display for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("private address")
    }
}

impl std::error::Error for Private {}

/// Looks names up and refuses those that stand for an address that is not allowed.
#[derive(Debug)]
struct Only<R> {
    allowed: fn(IpAddr) -> bool,
    inner: R,
}

impl<R: Resolver> Resolver for Only<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if found.iter().any(|address| !(self.allowed)(address.ip())) {
            return Err(Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, Private)));
        }
        Ok(found)
    }
}

/// An address on the open internet: not loopback, private, link-local, shared, reserved, documentation, multicast or unspecified
/// (IANA's special-purpose registries), also inside of IPv6.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    !(v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_broadcast() || v4.is_documentation() || v4.is_multicast())
        && a != 0
        && a < 240
        && !(a == 100 && (64..128).contains(&b))
        && !(a == 192 && b == 0 && c == 0)
        && !(a == 192 && b == 88 && c == 99)
        && !(a == 198 && (b == 18 || b == 19))
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    let segments = v6.segments();
    // Mapped, compatible, NAT64 and 6to4 addresses carry one of IPv4.
    let inner = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    if let Some(v4) = v6.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    if segments[..6] == [0x64, 0xFF9B, 0, 0, 0, 0] {
        return is_public_v4(inner(segments[6], segments[7]));
    }
    if segments[0] == 0x2002 {
        return is_public_v4(inner(segments[1], segments[2]));
    }
    // Only 2000::/3 is given out; of that, documentation (2001:db8::/32, 3fff::/20), Teredo and benchmarks (2001::/23) are not.
    segments[0] & 0xE000 == 0x2000
        && !(segments[0] == 0x2001 && (segments[1] < 0x200 || segments[1] == 0xDB8))
        && !(segments[0] == 0x3FFF && segments[1] < 0x1000)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
mod tests {
    use super::*;
    use std::io::Write;

    /// A server that sends everybody on.
    fn redirecting(to: String) -> u16 {
        let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = server.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for mut stream in server.incoming().take(4).flatten() {
                let _ = stream.read(&mut [0; 4096]);
                let _ = write!(stream, "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        port
    }

    #[test]
    fn a_redirect_to_an_address_inside_is_refused() {
        // Here 127.0.0.1 plays the open internet, and all else the own network.
        let outside: fn(IpAddr) -> bool = |address| address == IpAddr::V4(Ipv4Addr::LOCALHOST);
        let inside = std::net::TcpListener::bind("127.0.0.2:0").unwrap();
        inside.set_nonblocking(true).unwrap();
        let port = redirecting(format!("http://{}/secret", inside.local_addr().unwrap()));
        let found = fetch_from(&format!("http://127.0.0.1:{port}/"), &Options::default(), outside, DefaultResolver::default());
        assert!(matches!(&found, Err(Fault::Fetch(said)) if said.contains("private address")), "{found:?}");
        assert!(inside.accept().is_err(), "somebody came to the address inside");
    }

    /// A name that stands for 127.0.0.1 when it is asked for first, and for 127.0.0.2 ever after.
    #[derive(Debug, Default)]
    struct Turncoat(std::sync::atomic::AtomicUsize);

    impl Resolver for Turncoat {
        fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            let before = self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let address = Ipv4Addr::new(127, 0, 0, if before == 0 { 1 } else { 2 });
            let mut found = self.empty();
            found.push(std::net::SocketAddr::new(IpAddr::V4(address), uri.port_u16().unwrap_or(80)));
            Ok(found)
        }
    }

    #[test]
    fn a_name_that_turns_to_an_address_inside_gains_nothing() {
        let outside: fn(IpAddr) -> bool = |address| address == IpAddr::V4(Ipv4Addr::LOCALHOST);
        let port = redirecting("/again".to_owned());
        let inside = std::net::TcpListener::bind(("127.0.0.2", port)).unwrap();
        inside.set_nonblocking(true).unwrap();
        let found = fetch_from(&format!("http://turncoat.example:{port}/"), &Options::default(), outside, Turncoat::default());
        assert!(matches!(&found, Err(Fault::Fetch(said)) if said.contains("private address")), "{found:?}");
        assert!(inside.accept().is_err(), "somebody came to the address inside");
    }

    #[test]
    fn redirects_in_a_circle_end() {
        let circle = redirecting("/".to_owned());
        let found = fetch_from(&format!("http://127.0.0.1:{circle}/"), &Options::default(), |_| true, DefaultResolver::default());
        assert!(matches!(&found, Err(Fault::Fetch(_))), "{found:?}");
    }

    #[test]
    fn addresses_inside_are_told_from_those_outside() {
        for inside in [
            "127.0.0.1",
            "127.8.8.8",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
        ] {
            assert!(inside.parse().is_ok_and(|address| !is_public(address)), "{inside}");
        }
        for outside in ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"] {
            assert!(outside.parse().is_ok_and(is_public), "{outside}");
        }
    }
}
