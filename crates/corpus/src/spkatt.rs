//! The speeches of SpkAtt-2023 (GermEval 2023), one JSON document a line: lists of tokens by sentence, no text.
