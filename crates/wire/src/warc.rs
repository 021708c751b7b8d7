//! Web archives (WARC 1.0 and 1.1), streaming: plain, or in gzip members as Common Crawl packs them. A bad record costs itself only.

use crate::charset::of_media_type;
use crate::error::Fault;
use crate::format::Format;
use crate::options::Options;
use crate::read::Raw;
use crate::unpack::{LineEnd, Meter, Sink, bounded_line, in_archive};
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

/// Bytes that a header's line, and all of them together, may have.
const MAX_HEADER: u64 = 64 * 1024;
/// Bytes of a damaged gzip member that are looked through for the next one.
const MAX_REPLAY: usize = 1 << 20;
/// Bytes that look like the beginning of a gzip member and are none; more than this one after the other are no accident.
const MAX_FALSE_STARTS: usize = 200;

/// True if the first gzip member of `head` begins with a record.
pub(crate) fn is_gzipped(head: &[u8]) -> bool {
    let mut start = [0; 5];
    flate2::bufread::GzDecoder::new(head).read_exact(&mut start).is_ok() && &start == b"WARC/"
}

/// Hands the page of each response record to `sink`.
pub(crate) fn records(name: &str, reader: &mut dyn BufRead, gzip: bool, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut archive = Archive { name, options, sink, number: 0 };
    if gzip { archive.members(reader) } else { archive.stream(reader, false).map_continue(|_| ()) }
}

struct Archive<'a, 's> {
    name: &'a str,
    options: &'a Options,
    sink: &'a mut Sink<'s>,
    /// Of the record that is being read, from 1.
    number: usize,
}

/// A record's header, as far as it matters.
#[derive(Default)]
struct Header {
    kind: String,
    length: Option<u64>,
    url: Option<String>,
    media_type: String,
}

impl Archive<'_, '_> {
    fn tell(&mut self, fault: Fault) -> ControlFlow<()> {
        (self.sink)(Err(fault.at(self.name, Some(format!("record {}", self.number.max(1))))))
    }

    /// Gzip members, of one record each as a rule. After a damaged one, reading goes on at the next that begins with a record: what the
    /// decoder took of the damaged one is looked through too, for its end may be missing.
    fn members(&mut self, reader: &mut dyn BufRead) -> ControlFlow<()> {
        let mut reader = Replay { inner: reader, again: Vec::new(), at: 0, taken: Vec::new() };
        let mut false_starts = 0;
        loop {
            match seek_member(&mut reader) {
                Ok(true) => {}
                Ok(false) => return ControlFlow::Continue(()),
                Err(error) => return self.tell(error.into()),
            }
            reader.taken.clear();
            let resync = false_starts > 0;
            let meter = Meter::default();
            let member = flate2::bufread::GzDecoder::new(meter.input(&mut reader));
            if self.stream(&mut BufReader::new(meter.output(member)), resync)? {
                false_starts = 0;
                continue;
            }
            false_starts += 1;
            if false_starts > MAX_FALSE_STARTS {
                return self.tell(Fault::DamagedArchive("no record is found behind the damage".to_owned()));
            }
            reader.back();
        }
    }

    /// Records one after the other, up to the end of the stream. False if the stream broke off. With `resync`, a beginning that is no record
    /// is passed over in silence: it was only taken for one.
    fn stream(&mut self, reader: &mut dyn BufRead, resync: bool) -> ControlFlow<(), bool> {
        let mut lost = resync;
        loop {
            match self.record(reader, lost) {
                Ok(Some(true)) => lost = false,
                Ok(Some(false)) => lost = true,
                Ok(None) => return ControlFlow::Continue(true),
                Err(Stop::Sink) => return ControlFlow::Break(()),
                Err(Stop::Stream(error)) => {
                    if !resync || !lost {
                        self.tell(in_archive(error, 1))?;
                    }
                    return ControlFlow::Continue(false);
                }
            }
        }
    }

    /// One record. `Some(false)` if there was none at this place; the place after it is tried next.
    fn record(&mut self, reader: &mut dyn BufRead, lost: bool) -> Result<Option<bool>, Stop> {
        let mut line = Vec::new();
        // Blank lines part records.
        loop {
            line.clear();
            let end = bounded_line(&mut &mut *reader, &mut line, MAX_HEADER)?;
            if end == LineEnd::EndOfInput && line.is_empty() {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() || end == LineEnd::TooLong {
                break;
            }
        }
        if !line.starts_with(b"WARC/") {
            if !lost {
                self.number += 1;
                self.tell(Fault::Malformed("WARC record", "it does not begin with WARC/1.0 or WARC/1.1; passed over".to_owned())).stop()?;
            }
            return Ok(Some(false));
        }
        self.number += 1;
        let header = self.header(reader)?;
        let Some(length) = header.length else {
            self.tell(Fault::Malformed("WARC record", "it has no Content-Length; passed over".to_owned())).stop()?;
            return Ok(Some(false));
        };
        let wanted = matches!(header.kind.as_str(), "response" | "resource" | "conversion");
        let max = self.options.limits.max_size;
        if !wanted || length > max {
            if wanted {
                self.tell(Fault::TooLarge(max)).stop()?;
            }
            let passed = io::copy(&mut reader.take(length), &mut io::sink())?;
            return if passed < length { Err(Stop::cut_off()) } else { Ok(Some(true)) };
        }
        let mut block = Vec::new();
        reader.take(length).read_to_end(&mut block)?;
        if (block.len() as u64) < length {
            return Err(Stop::cut_off());
        }
        let place = Some(format!("record {}", self.number));
        let raw = Raw { place, url: header.url, ..Raw::new(self.name, Vec::new()) };
        match page(raw, block, &header.kind, &header.media_type, max) {
            Ok(Some(raw)) => (self.sink)(Ok(raw)).stop()?,
            Ok(None) => {}
            Err(fault) => self.tell(fault).stop()?,
        }
        Ok(Some(true))
    }

    fn header(&mut self, reader: &mut dyn BufRead) -> Result<Header, Stop> {
        let mut header = Header::default();
        let (mut line, mut all) = (Vec::new(), 0u64);
        loop {
            line.clear();
            let end = bounded_line(&mut &mut *reader, &mut line, MAX_HEADER)?;
            all += line.len() as u64;
            if line.trim_ascii().is_empty() && end != LineEnd::TooLong || all > MAX_HEADER {
                return Ok(header);
            }
            let text = String::from_utf8_lossy(&line);
            if let Some((field, value)) = text.split_once(':') {
                let value = value.trim();
                match field.trim().to_ascii_lowercase().as_str() {
                    "warc-type" => header.kind = value.to_ascii_lowercase(),
                    "content-length" => header.length = value.parse().ok(),
                    "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                    "content-type" => header.media_type = value.to_ascii_lowercase(),
                    _ => {}
                }
            }
            if end == LineEnd::EndOfInput {
                return Ok(header);
            }
        }
    }
}

/// Why reading records stops.
/// Bytes that the Brotli decoder takes in at once.
const BROTLI_BUFFER: usize = 4096;

enum Stop {
    Sink,
    Stream(io::Error),
}

impl Stop {
    fn cut_off() -> Stop {
        Stop::Stream(io::Error::new(io::ErrorKind::UnexpectedEof, "the last record is shorter than it says"))
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Stream(error)
    }
}

/// `?` on a sink's answer.
trait OrStop {
    fn stop(self) -> Result<(), Stop>;
}

impl OrStop for ControlFlow<()> {
    fn stop(self) -> Result<(), Stop> {
        if self.is_break() { Err(Stop::Sink) } else { Ok(()) }
    }
}

/// Goes to the next gzip member: right here, or after damage further on. False at the end.
fn seek_member(reader: &mut dyn BufRead) -> io::Result<bool> {
    const MAGIC: [u8; 3] = [0x1F, 0x8B, 0x08];
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        // At the end of the buffer a part of the mark is enough: the decoder will see whether the rest of it follows.
        let known = buffer.len().min(MAGIC.len());
        if buffer[..known] == MAGIC[..known] {
            return Ok(true);
        }
        let skip = memchr::memchr(MAGIC[0], &buffer[1..]).map_or(buffer.len(), |at| at + 1);
        reader.consume(skip);
    }
}

/// A reader that can go back to where it last was set out, within [`MAX_REPLAY`] bytes.
struct Replay<'a> {
    inner: &'a mut dyn BufRead,
    /// What is read once more, and how far.
    again: Vec<u8>,
    at: usize,
    taken: Vec<u8>,
}

impl Replay<'_> {
    /// One byte behind the last start; or on from here, if that is too far back.
    fn back(&mut self) {
        if self.taken.is_empty() {
            self.consume(1);
        }
        if self.taken.len() <= MAX_REPLAY {
            let mut again = self.taken.split_off(1);
            again.extend_from_slice(&self.again[self.at..]);
            (self.again, self.at) = (again, 0);
        }
        self.taken.clear();
    }
}

impl Read for Replay<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Replay<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.again.len() { Ok(&self.again[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        let keep = self.taken.len() <= MAX_REPLAY;
        if self.at < self.again.len() {
            let end = (self.at + count).min(self.again.len());
            if keep {
                self.taken.extend_from_slice(&self.again[self.at..end]);
            }
            self.at = end;
        } else {
            // What is consumed was given out by the last `fill_buf`, which gives the same again.
            if keep && let Ok(buffer) = self.inner.fill_buf() {
                self.taken.extend_from_slice(&buffer[..count.min(buffer.len())]);
            }
            self.inner.consume(count);
        }
    }
}

/// The page in a record's block, if it is one: a successful answer with text in it.
fn page(raw: Raw, block: Vec<u8>, kind: &str, media_type: &str, max: u64) -> Result<Option<Raw>, Fault> {
    if kind != "response" || !media_type.starts_with("application/http") {
        return Ok(readable(media_type).map(|format| Raw { bytes: block, format, charset: of_media_type(media_type), ..raw }));
    }
    let Some((head, body_at)) = http_head(&block) else {
        return Err(Fault::Malformed("WARC record", "its HTTP header has no end; passed over".to_owned()));
    };
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default().split_ascii_whitespace().nth(1).unwrap_or_default();
    if status != "200" {
        return Ok(None);
    }
    let field = |name: &str| {
        head.lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .find(|(field, _)| field.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_ascii_lowercase())
    };
    let media_type = field("content-type").unwrap_or_default();
    let Some(format) = readable(&media_type) else { return Ok(None) };
    let mut body = block;
    body.drain(..body_at);
    if field("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        body = unchunked(body);
    }
    // Crawlers unpack bodies and leave the header as it was: the bytes tell.
    let coding = field("content-encoding").unwrap_or_default();
    if body.starts_with(b"\x1F\x8B") {
        body = unpacked(flate2::read::MultiGzDecoder::new(&*body), max)?;
    } else if std::str::from_utf8(&body[..body.len().min(512)]).is_err_and(|error| error.error_len().is_some()) {
        body = match coding.as_str() {
            "br" => unpacked(brotli_decompressor::Decompressor::new(&*body, BROTLI_BUFFER), max)?,
            "deflate" => unpacked(flate2::read::ZlibDecoder::new(&*body), max)?,
            "zstd" | "compress" => {
                return Err(Fault::Unsupported(format!(
                    "the page is packed as {coding}, which is not read; fetch it unpacked or with gzip"
                )));
            }
            _ => body,
        };
    }
    Ok(Some(Raw { bytes: body, format, charset: of_media_type(&media_type), ..raw }))
}

/// All of a packed body, if it is not larger than allowed.
fn unpacked(packed: impl Read, max: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    packed.take(max + 1).read_to_end(&mut bytes).map_err(|error| in_archive(error, 1))?;
    if bytes.len() as u64 > max { Err(Fault::TooLarge(max)) } else { Ok(bytes) }
}

/// What to read a media type as; `None` for pictures and the like. The inner `None` leaves it to detection.
fn readable(media_type: &str) -> Option<Option<Format>> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match essence {
        "text/html" | "application/xhtml+xml" => Some(Some(Format::Html)),
        "text/plain"
        | "application/json"
        | "application/feed+json"
        | "text/xml"
        | "application/xml"
        | "application/rss+xml"
        | "application/atom+xml"
        | "application/rdf+xml"
        | "" => Some(None),
        _ => None,
    }
}

/// The HTTP header and where the body begins.
fn http_head(block: &[u8]) -> Option<(String, usize)> {
    let within = &block[..block.len().min(MAX_HEADER as usize)];
    let crlf = memchr::memmem::find(within, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(within, b"\n\n").map(|at| (at, at + 2));
    let (end, body) = crlf.into_iter().chain(lf).min()?;
    Some((String::from_utf8_lossy(&block[..end]).into_owned(), body))
}

/// A chunked body in one piece; as it stands if it is not chunked after all, for crawlers unpack that too.
fn unchunked(body: Vec<u8>) -> Vec<u8> {
    let mut whole = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(end) = memchr::memchr(b'\n', &body[at..]).map(|end| at + end) {
        let size = String::from_utf8_lossy(&body[at..end]);
        let Ok(size) = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16) else {
            return if at == 0 { body } else { whole };
        };
        let start = end + 1;
        if size == 0 {
            break;
        }
        let stop = start.saturating_add(size).min(body.len());
        whole.extend_from_slice(&body[start..stop]);
        at = stop + body[stop..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count().min(2);
    }
    if whole.is_empty() { body } else { whole }
}
