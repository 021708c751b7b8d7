//! What becomes of reports: the formats they are printed in, and where that goes.

use crate::terminal;
use crate::view::{self, Palette, Sheet};
use anyhow::{Context, bail};
use clap::ValueEnum;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempDir};
use zufolge::Report;
use zufolge::document::Orthography;
use zufolge_export::{
    BratExport, ConllExport, CsvExport, Error, Export, HtmlExport, JsonLdExport, ParquetExport, TeiExport, WebAnnotationExport,
};
use zufolge_lexicon::GERMAN;
use zufolge_wire::Item;

/// How reports are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The article with its statements marked, and the ladder of each: from whom, through whom, and what they do with it
    Terminal,
    /// One report, or an array of them for several INPUTs or a folder
    Json,
    /// One report a line, as soon as it is there
    Jsonl,
    /// What the inputs hold, before anything is looked for in it: one item a line, with its text and all that its format says about it
    Items,
    /// A table, one row an attribution
    Csv,
    /// The same table, typed and packed
    Parquet,
    /// One page that needs nothing else, for browser and paper
    Html,
    /// W3C Web Annotation: one collection an article and line, in JSON-LD
    Webannotation,
    /// schema.org: one `NewsArticle` with Quotations and Claims a line, in JSON-LD
    Jsonld,
    /// TEI P5: one document, or a corpus of them for several articles
    Tei,
    /// brat standoff: a pair of files an article, in the folder that --out names
    Brat,
    /// Tokens, one a line, with a column for each attribution of their sentence
    Conll,
}

/// Where it goes.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write to this file, or for brat to this new folder, and not to standard output. It is there, whole, when all is read; after an
    /// error or Ctrl-C what stood there before still does
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

/// What one article becomes before it is its turn.
pub(crate) enum Set {
    Bytes(Vec<u8>),
    Report(Box<Report>),
}

/// Turns reports into what is printed of them; at work on all cores at once.
pub(crate) struct Setter {
    pub(crate) format: Format,
    pub(crate) sheet: Sheet,
    pub(crate) summary: bool,
}

/// Text, numbers and lists of them are all that reports and items hold.
const NO_SURPRISE: &str = "nothing that JSON cannot hold";

impl Setter {
    /// In a file, a view has no colours.
    pub(crate) fn new(format: Format, sheet: Sheet, summary: bool, to: &OutputArgs) -> Setter {
        let palette = if to.out.is_some() { Palette::Plain } else { sheet.palette };
        Setter { format, sheet: Sheet { palette, ..sheet }, summary }
    }

    pub(crate) fn report(&self, report: Report) -> Set {
        Set::Bytes(match self.format {
            Format::Terminal if self.summary => view::in_short(&report, self.sheet).into_bytes(),
            Format::Terminal => view::render(&report, self.sheet).into_bytes(),
            Format::Json => serde_json::to_vec_pretty(&report).expect(NO_SURPRISE),
            Format::Jsonl | Format::Items => serde_json::to_vec(&report).expect(NO_SURPRISE),
            // Cheap to write beside what it takes to read an article, and some of them number what they write.
            _ => return Set::Report(Box::new(report)),
        })
    }

    pub(crate) fn item(&self, item: &Item) -> Set {
        let mut value = serde_json::to_value(&item.article).expect(NO_SURPRISE);
        let remarks = item.diagnostics.iter().map(|remark| serde_json::json!({"code": remark.code, "message": remark.message})).collect();
        value["diagnostics"] = serde_json::Value::Array(remarks);
        Set::Bytes(serde_json::to_vec(&value).expect(NO_SURPRISE))
    }
}

type Out = Box<dyn Write + Send>;

/// Prints what is set, in order.
pub(crate) struct Printer {
    to: Destination,
    body: Body,
    /// True if people watch the output come.
    pub(crate) live: bool,
}

enum Body {
    Pages(Pages),
    Export(Box<dyn Export>),
}

impl Printer {
    /// Opens the place where output goes; `many` says whether more than one report is to be expected.
    ///
    /// # Errors
    /// A place that cannot be written to, or that the format cannot go to, with the remedy.
    pub(crate) fn new(set: &Setter, many: bool, to: &OutputArgs) -> anyhow::Result<Printer> {
        let (format, sheet) = (set.format, set.sheet);
        let to = Destination::open(format, to.out.as_deref())?;
        let live = matches!(to, Destination::Standard) && io::stdout().is_terminal();
        if format == Format::Parquet && live {
            bail!("parquet is nothing to look at; name a file with --out FILE, or pipe it to a program that reads it");
        }
        let body = match (format, &to) {
            (Format::Brat, Destination::Folder { folder, .. }) => Body::Export(Box::new(BratExport::new(folder.path().to_owned())?)),
            _ => {
                let out: Out = Box::new(BufWriter::with_capacity(1 << 16, to.writer()?));
                match format {
                    Format::Csv => Body::Export(Box::new(CsvExport::new(out)?)),
                    Format::Parquet => Body::Export(Box::new(ParquetExport::new(out)?)),
                    Format::Html => Body::Export(Box::new(HtmlExport::new(out, sheet.words))),
                    Format::Webannotation => Body::Export(Box::new(WebAnnotationExport::new(out))),
                    Format::Jsonld => Body::Export(Box::new(JsonLdExport::new(out))),
                    Format::Tei => Body::Export(Box::new(TeiExport::new(out))),
                    Format::Conll => Body::Export(Box::new(ConllExport::new(out, Orthography::new(&GERMAN)))),
                    Format::Terminal | Format::Json | Format::Jsonl | Format::Items | Format::Brat => {
                        Body::Pages(Pages { out, format, many, divider: view::divider(sheet), count: 0, held: None })
                    }
                }
            }
        };
        Ok(Printer { to, body, live })
    }

    pub(crate) fn print(&mut self, set: Set) -> io::Result<()> {
        self.write(set).map_err(|error| self.to.fault(&error))
    }

    fn write(&mut self, set: Set) -> io::Result<()> {
        match (&mut self.body, set) {
            (Body::Pages(pages), Set::Bytes(bytes)) => {
                pages.print(bytes)?;
                if self.live { pages.out.flush() } else { Ok(()) }
            }
            (Body::Export(export), Set::Report(report)) => export.report(&report).map_err(into_io),
            _ => Ok(()),
        }
    }

    /// Ends the output, and puts a file where it belongs.
    ///
    /// # Errors
    /// What the output fails with.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let ended = match self.body {
            Body::Pages(pages) => pages.finish(),
            Body::Export(export) => export.finish().map_err(into_io),
        };
        ended.map_err(|error| self.to.fault(&error))?;
        self.to.keep()
    }

    /// Ends what goes to standard output where it is, in whole lines; of a file nothing is kept.
    ///
    /// # Errors
    /// What the output fails with.
    pub(crate) fn interrupt(self) -> anyhow::Result<()> {
        match self.to {
            Destination::Standard => self.finish(),
            Destination::Through(..) => Ok(()),
            Destination::File { path, .. } | Destination::Folder { path, .. } => {
                terminal::complain(&format!("{}: not written, for reading was interrupted", path.display()));
                Ok(())
            }
        }
    }
}

/// A closed pipe must stay one on its way through.
fn into_io(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        error if error.is_broken_pipe() => io::Error::new(io::ErrorKind::BrokenPipe, error),
        error => io::Error::other(error),
    }
}

/// Where output goes.
enum Destination {
    Standard,
    /// A file beside the one that is wanted, which takes its place at the end.
    File {
        temporary: NamedTempFile,
        path: PathBuf,
    },
    /// A device or pipe, which nothing can take the place of.
    Through(PathBuf, File),
    /// A folder beside the one that is wanted, likewise.
    Folder {
        folder: TempDir,
        path: PathBuf,
    },
}

impl Destination {
    fn open(format: Format, path: Option<&Path>) -> anyhow::Result<Destination> {
        let Some(path) = path else {
            if format == Format::Brat {
                bail!("brat is a pair of files an article; name a new folder for them with --out DIR");
            }
            return Ok(Destination::Standard);
        };
        let what = || format!("{}: cannot be written; give --out a place where you may write", path.display());
        let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !beside.is_dir() {
            bail!("{}: there is no folder {}; make it first, or give --out another place", path.display(), beside.display());
        }
        if format == Format::Brat {
            let taken = path.exists() && path.read_dir().map_or(true, |mut entries| entries.next().is_some());
            if taken {
                bail!("{}: is there already and not an empty folder; name a new one for --out DIR", path.display());
            }
            let folder =
                like_new(tempfile::Builder::new().prefix(".zufolge-"), 0o777).tempdir_in(beside).map_err(hidden).with_context(what)?;
            return Ok(Destination::Folder { folder, path: path.to_owned() });
        }
        match path.metadata() {
            Ok(known) if known.is_dir() => bail!("{}: is a folder; give --out a file", path.display()),
            Ok(known) if !known.is_file() => {
                let file = File::options().write(true).open(path).with_context(what)?;
                Ok(Destination::Through(path.to_owned(), file))
            }
            _ => {
                // Of a link, what it leads to is written.
                let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(beside);
                let temporary =
                    like_new(tempfile::Builder::new().prefix(".zufolge-"), 0o666).tempfile_in(beside).map_err(hidden).with_context(what)?;
                Ok(Destination::File { temporary, path: path.clone() })
            }
        }
    }

    fn writer(&self) -> anyhow::Result<Out> {
        Ok(match self {
            Destination::Standard | Destination::Folder { .. } => Box::new(io::stdout()),
            Destination::File { temporary, .. } => Box::new(temporary.reopen()?),
            Destination::Through(_, file) => Box::new(file.try_clone()?),
        })
    }

    /// An error of writing, with the place. Its kind stays: a closed pipe is no fault.
    fn fault(&self, error: &io::Error) -> io::Error {
        let place = match self {
            Destination::Standard => "standard output".to_owned(),
            Destination::File { path, .. } | Destination::Through(path, _) | Destination::Folder { path, .. } => path.display().to_string(),
        };
        io::Error::new(error.kind(), format!("{place}: cannot be written: {error}"))
    }

    /// Puts what was written where it was wanted.
    fn keep(self) -> anyhow::Result<()> {
        match self {
            Destination::Standard => {}
            Destination::Through(path, mut file) => file.flush().with_context(|| format!("{}: cannot be written", path.display()))?,
            Destination::File { temporary, path } => {
                temporary.persist(&path).with_context(|| format!("{}: cannot be put in its place", path.display()))?;
            }
            Destination::Folder { folder, path } => {
                // An empty folder that is there would be in the way on some systems.
                let _ = std::fs::remove_dir(&path);
                std::fs::rename(folder.path(), &path).with_context(|| format!("{}: cannot be put in its place", path.display()))?;
                let _ = folder.keep();
            }
        }
        Ok(())
    }
}

/// What the system says, without the temporary name that nobody has given.
fn hidden(error: io::Error) -> anyhow::Error {
    let cause = error.get_ref().and_then(|inner| inner.source()).map(ToString::to_string);
    cause.map_or_else(|| error.into(), anyhow::Error::msg)
}

/// As a file or folder that is made anew, not as one that only its owner may read.
#[cfg(unix)]
fn like_new<'b>(builder: &'b mut tempfile::Builder<'static, 'static>, mode: u32) -> &'b mut tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn like_new<'b>(builder: &'b mut tempfile::Builder<'static, 'static>, _: u32) -> &'b mut tempfile::Builder<'static, 'static> {
    builder
}

/// Views and JSON, with what stands between.
struct Pages {
    out: Out,
    format: Format,
    many: bool,
    /// Between two views.
    divider: String,
    count: usize,
    /// A first report that is the only one, or the first of an array, as the next one will show.
    held: Option<Vec<u8>>,
}

impl Pages {
    fn print(&mut self, report: Vec<u8>) -> io::Result<()> {
        if self.format == Format::Json && !self.many {
            if self.count == 0 {
                self.count = 1;
                self.held = Some(report);
                return Ok(());
            }
            self.many = true;
            self.count = 0;
            let first = self.held.take().unwrap_or_default();
            self.write(&first)?;
        }
        self.write(&report)
    }

    fn write(&mut self, report: &[u8]) -> io::Result<()> {
        let (before, after): (&[u8], &[u8]) = match (self.format, self.count) {
            (Format::Terminal, 0) => (b"", b""),
            (Format::Terminal, _) => (self.divider.as_bytes(), b""),
            (Format::Json, 0) => (b"[\n", b""),
            (Format::Json, _) => (b",\n", b""),
            _ => (b"", b"\n"),
        };
        for part in [before, report, after] {
            self.out.write_all(part)?;
        }
        self.count += 1;
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if let Some(only) = self.held.take() {
            self.out.write_all(&only)?;
        }
        self.out.write_all(match (self.format, self.many, self.count) {
            (Format::Json, true, 0) => b"[]\n",
            (Format::Json, true, _) => b"\n]\n",
            (Format::Json, false, 1) => b"\n",
            _ => b"",
        })?;
        self.out.flush()
    }
}
