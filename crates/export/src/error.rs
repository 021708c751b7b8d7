//! What can go wrong in writing: only the output, for every report can be written in every format.

/// Why something could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The output failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The columnar writer failed, its output included.
    #[error(transparent)]
    Parquet(#[from] parquet::errors::ParquetError),
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Error::Io(error.into())
    }
}

impl Error {
    /// True if nobody reads the output any more: the pipe is closed.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        let broken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
        match self {
            Error::Io(error) => broken(error),
            Error::Parquet(parquet::errors::ParquetError::External(error)) => error.downcast_ref().is_some_and(broken),
            Error::Parquet(_) => false,
        }
    }
}
