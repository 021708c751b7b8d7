//! Inputs → documents, streaming: archives are unpacked, tables and web archives taken apart, without holding more than one document.

use crate::error::{Error, Fault};
use crate::format::{Format, Shape, delimiter, detect, foreign};
use crate::inputs::{Input, has_known_shape, is_text_name};
use crate::options::{BOMB_FLOOR, MAX_ARCHIVES, MAX_RATIO, Options};
use crate::read::{Raw, STDIN};
use crate::{fetch, warc};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

/// Enough of a stream to tell archives and tables by.
const HEAD: usize = 4096;

/// Takes each document or error; breaks off the walk if it says so.
pub type Sink<'a> = dyn FnMut(Result<Raw, Error>) -> ControlFlow<()> + 'a;

/// Hands every document of an input to `sink`, in order.
pub fn documents(input: &Input, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut any = false;
    let mut counted = |raw| {
        any = true;
        sink(raw)
    };
    walk(input, options, &mut counted)?;
    if any {
        return ControlFlow::Continue(());
    }
    sink(Err(Fault::NoItem.of(match input {
        Input::Stdin => STDIN.to_owned(),
        Input::File(path) => path.display().to_string(),
        Input::Url(url) => url.clone(),
    })))
}

/// Hands every document of a stream to `sink`, in order: of a file's content, an archive, a table.
pub fn stream(name: &str, reader: &mut dyn BufRead, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    Walker { options, sink }.stream(name, reader, 0)
}

fn walk(input: &Input, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut walker = Walker { options, sink };
    match input {
        Input::Stdin => walker.stream(STDIN, &mut io::stdin().lock(), 0),
        Input::File(path) => {
            let name = path.display().to_string();
            match File::open(path) {
                Ok(file) => walker.file(&name, file),
                Err(error) => (walker.sink)(Err(Fault::from(error).of(name))),
            }
        }
        Input::Url(url) => {
            let fetched = fetch::fetch(url, options);
            match fetched {
                // A page, or an archive or feed that stands on the web.
                Ok(raw) if Packing::of(&raw.bytes).is_none() => (walker.sink)(Ok(raw)),
                Ok(raw) => walker.stream(url, &mut Cursor::new(raw.bytes), 0),
                Err(fault) => (walker.sink)(Err(fault.of(url))),
            }
        }
    }
}

/// How something is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    Zip,
    Tar,
}

impl Packing {
    /// By the first bytes; a tar file's mark stands at byte 257. Documents of other programs are packed too, but no archives for us.
    pub(crate) fn of(head: &[u8]) -> Option<Packing> {
        if foreign(head).is_some() {
            None
        } else if head.starts_with(b"\x1F\x8B\x08") {
            Some(Packing::Gzip)
        } else if head.starts_with(b"\x28\xB5\x2F\xFD") {
            Some(Packing::Zstd)
        } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Some(Packing::Zip)
        } else if head.get(257..262) == Some(b"ustar") {
            Some(Packing::Tar)
        } else {
            None
        }
    }
}

struct Walker<'a, 's> {
    options: &'a Options,
    sink: &'a mut Sink<'s>,
}

impl Walker<'_, '_> {
    fn tell(&mut self, name: &str, fault: Fault) -> ControlFlow<()> {
        (self.sink)(Err(fault.of(name)))
    }

    /// A file can be sought in: a zip archive needs not be held.
    fn file(&mut self, name: &str, file: File) -> ControlFlow<()> {
        let mut reader = BufReader::with_capacity(1 << 16, file);
        match reader.fill_buf() {
            Ok(head) if Packing::of(head) == Some(Packing::Zip) => self.zip(name, reader, 0),
            Ok(_) => self.stream(name, &mut reader, 0),
            Err(error) => self.tell(name, error.into()),
        }
    }

    /// A stream of anything, `depth` archives deep.
    fn stream(&mut self, name: &str, reader: &mut dyn BufRead, depth: usize) -> ControlFlow<()> {
        let mut head = Vec::new();
        if let Err(error) = reader.take(HEAD as u64).read_to_end(&mut head) {
            return self.tell(name, in_archive(error, depth));
        }
        let packing = Packing::of(&head);
        let mut reader = Cursor::new(head.clone()).chain(reader);
        if packing.is_some() && depth == MAX_ARCHIVES {
            return self.tell(name, Fault::NestedArchives(MAX_ARCHIVES));
        }
        match packing {
            Some(Packing::Gzip) if warc::is_gzipped(&head) => warc::records(name, &mut reader, true, self.options, self.sink),
            Some(Packing::Gzip) => {
                let meter = Meter::default();
                let unpacked = flate2::bufread::MultiGzDecoder::new(BufReader::new(meter.input(reader)));
                self.stream(without_extension(name, ".gz"), &mut BufReader::new(meter.output(unpacked)), depth + 1)
            }
            Some(Packing::Zstd) => {
                let meter = Meter::default();
                let unpacked = Zstd { packed: Some(BufReader::new(meter.input(reader))), frame: None };
                self.stream(without_extension(name, ".zst"), &mut BufReader::new(meter.output(unpacked)), depth + 1)
            }
            Some(Packing::Tar) => self.tar(name, &mut reader, depth),
            Some(Packing::Zip) => match self.whole(reader) {
                Ok(bytes) => self.zip(name, Cursor::new(bytes), depth),
                Err(fault) => self.tell(name, fault),
            },
            None => self.unpacked(name, &head, reader, depth),
        }
    }

    fn unpacked(&mut self, name: &str, head: &[u8], mut reader: impl BufRead, depth: usize) -> ControlFlow<()> {
        match (self.options.from, detect(head, self.options)) {
            (Some(Format::Warc), _) | (None, Shape::Is(Format::Warc)) => warc::records(name, &mut reader, false, self.options, self.sink),
            (Some(Format::Csv), _) | (None, Shape::Is(Format::Csv)) => self.csv(name, head, reader, depth),
            (Some(Format::Jsonl), _) => self.lines(name, reader, true),
            (None, Shape::Json) if head.trim_ascii_start().starts_with(b"{") => self.lines(name, reader, false),
            _ => match self.whole(reader) {
                Ok(bytes) => (self.sink)(Ok(Raw::new(name, bytes))),
                Err(fault) => self.tell(name, fault),
            },
        }
    }

    /// All of a document, unless it is too large.
    fn whole(&self, reader: impl Read) -> Result<Vec<u8>, Fault> {
        let max = self.options.limits.max_size;
        let mut bytes = Vec::new();
        reader.take(max + 1).read_to_end(&mut bytes).map_err(|error| in_archive(error, 1))?;
        if bytes.len() as u64 > max { Err(Fault::TooLarge(max)) } else { Ok(bytes) }
    }

    /// JSON: a value a line, or (unless each line surely is a row) one value over many lines.
    fn lines(&mut self, name: &str, mut reader: impl BufRead, rows: bool) -> ControlFlow<()> {
        let max = self.options.limits.max_size;
        let mut number = 0usize;
        let mut line = Vec::new();
        let mut first = !rows;
        loop {
            line.clear();
            number += 1;
            let end = match bounded_line(&mut reader, &mut line, max) {
                Ok(end) => end,
                Err(error) => return (self.sink)(Err(in_archive(error, 1).at(name, Some(format!("line {number}"))))),
            };
            if end == LineEnd::TooLong {
                if first {
                    return self.tell(name, Fault::TooLarge(max));
                }
                (self.sink)(Err(Fault::TooLarge(max).at(name, Some(format!("line {number}")))))?;
                continue;
            }
            if line.trim_ascii().is_empty() {
                if end == LineEnd::EndOfInput {
                    return ControlFlow::Continue(());
                }
                continue;
            }
            if std::mem::take(&mut first) {
                let is_value = serde_json::from_slice::<serde::de::IgnoredAny>(&line).is_ok();
                let alone = is_value && reader.fill_buf().is_ok_and(|rest| rest.trim_ascii().is_empty() && rest.len() < 64);
                if !is_value || alone {
                    let mut bytes = std::mem::take(&mut line);
                    return match self.whole(Cursor::new(std::mem::take(&mut bytes)).chain(reader)) {
                        Ok(bytes) => (self.sink)(Ok(Raw::new(name, bytes))),
                        Err(fault) => self.tell(name, fault),
                    };
                }
            }
            let raw = Raw { place: Some(format!("line {number}")), format: Some(Format::Jsonl), ..Raw::new(name, line.clone()) };
            (self.sink)(Ok(raw))?;
            if end == LineEnd::EndOfInput {
                return ControlFlow::Continue(());
            }
        }
    }

    /// A row becomes a JSON object, for both are read alike.
    fn csv(&mut self, name: &str, head: &[u8], reader: impl BufRead, depth: usize) -> ControlFlow<()> {
        let max = self.options.limits.max_size;
        let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let delimiter = delimiter(&String::from_utf8_lossy(first)).unwrap_or(b',');
        let budget = Rc::new(Cell::new(max));
        let bounded = Budget { inner: reader, left: Rc::clone(&budget), max };
        let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
        let header: Vec<String> = match table.byte_headers() {
            Ok(header) => header.iter().map(|field| decoded(field).trim().trim_start_matches('\u{FEFF}').to_owned()).collect(),
            Err(error) => return self.tell(name, csv_fault(error, depth)),
        };
        let column = |wanted: &str| header.iter().any(|field| field.eq_ignore_ascii_case(wanted));
        let wanted = [(Some(&self.options.text_column), "--text-column"), (self.options.id_column.as_ref(), "--id-column")];
        for (wanted, option) in wanted {
            if let Some(wanted) = wanted.filter(|wanted| !column(wanted)) {
                return self.tell(name, Fault::NoColumn(wanted.clone(), header.join(", "), option));
            }
        }
        let canonical = |field: &String| {
            let known = [Some(&self.options.text_column), self.options.id_column.as_ref()].into_iter().flatten();
            known.into_iter().find(|wanted| wanted.eq_ignore_ascii_case(field)).unwrap_or(field).clone()
        };
        let header: Vec<String> = header.iter().map(canonical).collect();
        let mut record = csv::ByteRecord::new();
        loop {
            budget.set(max);
            let line = table.position().line();
            match table.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return ControlFlow::Continue(()),
                Err(error) => return (self.sink)(Err(csv_fault(error, depth).at(name, Some(format!("line {line}"))))),
            }
            let line = record.position().map_or(line, csv::Position::line);
            let row: serde_json::Map<String, serde_json::Value> =
                header.iter().zip(&record).map(|(name, field)| (name.clone(), decoded(field).into())).collect();
            let bytes = serde_json::Value::Object(row).to_string().into_bytes();
            (self.sink)(Ok(Raw { place: Some(format!("line {line}")), format: Some(Format::Jsonl), ..Raw::new(name, bytes) }))?;
        }
    }

    fn tar(&mut self, name: &str, reader: &mut dyn Read, depth: usize) -> ControlFlow<()> {
        let mut archive = tar::Archive::new(reader);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.tell(name, damaged(error)),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.tell(name, damaged(error)),
            };
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let member = entry.path().map(|path| path.display().to_string()).unwrap_or_else(|_| "?".to_owned());
            self.member(name, &member, &mut BufReader::new(entry), depth)?;
        }
        ControlFlow::Continue(())
    }

    fn zip(&mut self, name: &str, mut reader: impl Read + Seek, depth: usize) -> ControlFlow<()> {
        let size = match reader.seek(io::SeekFrom::End(0)) {
            Ok(size) => size,
            Err(error) => return self.tell(name, error.into()),
        };
        let mut archive = match zip::ZipArchive::new(reader) {
            Ok(archive) => archive,
            Err(error) => return self.tell(name, Fault::DamagedArchive(error.to_string())),
        };
        // One meter for all members, fed with the whole archive at once: they may share the same packed bytes.
        let meter = Meter::default();
        meter.fed.set(size);
        for index in 0..archive.len() {
            let entry = match archive.by_index(index) {
                Ok(entry) => entry,
                Err(error) => {
                    (self.sink)(Err(Fault::DamagedArchive(error.to_string()).at(name, Some(format!("member {}", index + 1)))))?;
                    continue;
                }
            };
            if !entry.is_file() {
                continue;
            }
            let member = entry.name().map_or_else(|_| format!("member {}", index + 1), std::borrow::Cow::into_owned);
            self.member(name, &member, &mut BufReader::new(meter.output(entry)), depth)?;
            if meter.is_bomb() {
                return self.tell(name, Fault::Bomb(MAX_RATIO));
            }
        }
        ControlFlow::Continue(())
    }

    /// A file in an archive: passed over in silence if it is hidden or does not look like news.
    fn member(&mut self, archive: &str, member: &str, reader: &mut dyn BufRead, depth: usize) -> ControlFlow<()> {
        let name = format!("{archive}/{member}");
        let hidden = member.split(['/', '\\']).any(|part| part.starts_with('.') && part.len() > 1 && part != ".." || part == "__MACOSX");
        let known = is_text_name(Path::new(member)) || reader.fill_buf().map_or(true, |head| has_known_shape(head, self.options));
        if hidden || !known {
            return ControlFlow::Continue(());
        }
        self.stream(&name, reader, depth + 1)
    }
}

fn without_extension<'n>(name: &'n str, extension: &str) -> &'n str {
    name.strip_suffix(extension).unwrap_or(name)
}

fn decoded(field: &[u8]) -> String {
    zufolge::text::decode(field).map_or_else(|_| String::from_utf8_lossy(field).into_owned(), |decoded| decoded.text)
}

fn csv_fault(error: csv::Error, depth: usize) -> Fault {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => in_archive(error, depth),
        _ => Fault::Malformed("CSV", "its rows cannot be told apart".to_owned()),
    }
}

/// What decoders say of damage comes as the error kinds of a bad file.
pub(crate) fn in_archive(error: io::Error, depth: usize) -> Fault {
    let damaged = matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof);
    match Fault::from(error) {
        Fault::Unreadable(_, said) if damaged && depth > 0 => Fault::DamagedArchive(said),
        fault => fault,
    }
}

/// Whatever a tar file's reader complains of, but our own faults, is damage.
fn damaged(error: io::Error) -> Fault {
    match Fault::from(error) {
        Fault::Unreadable(_, said) => Fault::DamagedArchive(said),
        fault => fault,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnd {
    LineFeed,
    EndOfInput,
    /// The rest of the line was passed over.
    TooLong,
}

/// Reads a line without its end. Holds no more than `max` bytes of it.
pub(crate) fn bounded_line(reader: &mut impl BufRead, line: &mut Vec<u8>, max: u64) -> io::Result<LineEnd> {
    let mut too_long = false;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(if too_long { LineEnd::TooLong } else { LineEnd::EndOfInput });
        }
        let end = memchr::memchr(b'\n', buffer);
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        too_long |= (line.len() + piece.len()) as u64 > max;
        if !too_long {
            line.extend_from_slice(piece);
        }
        let used = piece.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(if too_long { LineEnd::TooLong } else { LineEnd::LineFeed });
        }
    }
}

/// Counts what goes into a decoder and what comes out, and stops a bomb.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter {
    fed: Rc<Cell<u64>>,
    given: Rc<Cell<u64>>,
}

impl Meter {
    pub(crate) fn input<R>(&self, inner: R) -> Metered<R> {
        Metered { inner, meter: self.clone(), output: false }
    }

    pub(crate) fn output<R>(&self, inner: R) -> Metered<R> {
        Metered { inner, meter: self.clone(), output: true }
    }

    fn is_bomb(&self) -> bool {
        self.given.get() > BOMB_FLOOR && self.given.get() / MAX_RATIO > self.fed.get()
    }
}

pub(crate) struct Metered<R> {
    inner: R,
    meter: Meter,
    output: bool,
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.count(count);
        self.inner.consume(count);
    }
}

impl<R> Metered<R> {
    fn count(&self, count: usize) {
        let total = if self.output { &self.meter.given } else { &self.meter.fed };
        total.set(total.get().saturating_add(count as u64));
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count(count);
        if self.output && self.meter.is_bomb() { Err(io::Error::other(Fault::Bomb(MAX_RATIO))) } else { Ok(count) }
    }
}

/// Fails when more than allowed is read between two refills: a table's row that never ends.
struct Budget<R> {
    inner: R,
    left: Rc<Cell<u64>>,
    max: u64,
}

impl<R: Read> Read for Budget<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.get().checked_sub(count as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other(Fault::TooLarge(self.max))),
        }
        Ok(count)
    }
}

/// All frames of a Zstandard file, one after the other.
struct Zstd<R: Read> {
    packed: Option<R>,
    frame: Option<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let broken = |said: String| io::Error::new(io::ErrorKind::InvalidData, said);
        loop {
            if let Some(frame) = &mut self.frame {
                let count = frame.read(buffer)?;
                if count > 0 || buffer.is_empty() {
                    return Ok(count);
                }
                self.packed = self.frame.take().map(ruzstd::decoding::StreamingDecoder::into_inner);
            }
            let Some(mut packed) = self.packed.take() else { return Ok(0) };
            if packed.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(ruzstd::decoding::StreamingDecoder::new(packed).map_err(|error| broken(error.to_string()))?);
        }
    }
}
