//! What the days of a quarter do, in the words that findings and drafts have for it.

use crate::answer::Class;
use crate::finding::Said;
use crate::said;

/// `classes` in words: 増減の繰り返し・増加の傾向.
pub fn courses(classes: &[Class]) -> Said {
    let one = |class: &Class| match class {
        Class::Fluctuating => said!("増減の繰り返し", "repeated rise and fall"),
        Class::Rising => said!("増加の傾向", "a trend up"),
        Class::Falling => said!("減少の傾向", "a trend down"),
        Class::Steady => said!("ほぼ一定", "a nearly constant level"),
    };
    let all: Vec<Said> = classes.iter().map(one).collect();
    let joined = |of: fn(&Said) -> &str, joint: &str| all.iter().map(of).collect::<Vec<_>>().join(joint);
    match all.is_empty() {
        true => said!("特徴のないもの", "nothing of note"),
        false => Said { ja: joined(|said| &said.ja, "と"), en: joined(|said| &said.en, " and ") },
    }
}
