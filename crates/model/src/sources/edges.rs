//! The word lists that tell what belongs to a source.

zufolge::word_lists! {
    /// The lists of `source-edges.txt`, which says what each is.
    pub(crate) struct SourceEdges {
        subjects,
        he,
        talk,
        what_is_told,
        articles,
        any_article,
        with_subject,
        another_begins,
        said_in,
        one,
        not_first,
        according,
        dative_articles,
        openers,
        accusative_articles,
        behind_it,
        deed_ends,
        no_accusative,
        nominatives,
        spoken_to,
        her,
        hears,
        heard_from,
        points_back,
        asked,
        passive,
        agent,
        says_who,
        ours,
        medium,
        of_a_paper,
        printed_in,
        hearsay,
        own_words,
        at_which,
        occasions,
        speaks_for,
        paper_ends,
        spans_of_time,
        reports,
        stands_there,
        questions,
        before_questions,
        joins,
        close_to,
        before_close_to,
        because_of,
        to_be,
        to_be_done,
        to_think,
        zu,
        keeping_back,
        without,
        accusation_ends,
        looking_into,
        quoting,
        talking,
        talked_about,
        compared,
        several_ends,
        independently,
        checked,
        idle,
        still,
        something,
        names,
        made_public,
        not,
        when,
        threatening,
        threatened_with,
        sentencing,
        penalty_ends,
        letting,
        could,
        claims,
        counting,
        told_behind,
        nobody,
        last_or_next,
        manner_ends,
    }
}

#[cfg(test)]
mod tests {
    use super::SourceEdges;
    use zufolge_lexicon::GERMAN;

    /// A list that is misspelled would be empty, and one that nothing asks dead.
    #[test]
    fn the_lists_of_the_file_are_those_that_are_asked() {
        let mut of_file: Vec<String> = zufolge::word_list::lines(GERMAN.source_edges).map(|(name, _)| name.replace('-', "_")).collect();
        of_file.dedup();
        assert_eq!(of_file, SourceEdges::LISTS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
