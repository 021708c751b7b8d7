//! Points in time as people write them.

use crate::language::Language;
use jiff::civil::Date;

const GERMAN: [&str; 12] = ["Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];
const ENGLISH: [&str; 12] = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

impl Language {
    /// `2025-11-04T08:30:00+01:00` → "4. Nov. 2025, 08:30", in the local time of whoever printed it; what is no date, as it stands.
    pub(crate) fn when(self, moment: &str) -> String {
        let Some(date) = moment.get(..10).and_then(|day| day.parse::<Date>().ok()) else { return moment.to_owned() };
        let time = moment.get(11..16).filter(|time| time.as_bytes()[2] == b':');
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let day = match self {
            Language::De => format!("{}. {} {}", date.day(), GERMAN[month], date.year()),
            Language::En => format!("{} {} {}", date.day(), ENGLISH[month], date.year()),
        };
        match time {
            Some(time) => format!("{day}, {time}"),
            None => day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_people_do() {
        assert_eq!(Language::De.when("2025-11-04T08:30:00+01:00"), "4. Nov. 2025, 08:30");
        assert_eq!(Language::En.when("2025-03-14"), "14 March 2025");
        assert_eq!(Language::De.when("gestern"), "gestern");
        assert_eq!(Language::De.when("2025-11-04Täöü"), "4. Nov. 2025");
    }
}
