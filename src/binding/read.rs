//! Reads an expression: minijinja parses it and asks an object that records what is asked of it; whatever is neither a
//! path with filters nor a claim is refused.

use std::sync::Arc;

use minijinja::value::{Object, Rest};
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};

use super::expression::{Call, Expression, HOLDS, Step};
use super::refusal::{not_a_path, not_prose, opens_with_words, unknown_filter};
use crate::finding::Said;

/// How much work one expression may be.
const FUEL: u64 = 200;

impl Expression {
    /// Reads `source`, what stands between the braces. `filters` are the known names of filters.
    ///
    /// # Errors
    /// Anything that is neither a path with filters nor a claim: what is wrong, and how to mend it.
    pub fn read(source: &str, filters: &'static [&'static str]) -> Result<Self, (Said, Said)> {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        for &name in filters {
            environment.add_filter(name, move |trail: &Value, arguments: Rest<i64>| {
                trail_of(trail)
                    .and_then(|trail| trail.called(name, arguments.to_vec()))
                    .map(Value::from_object)
                    .ok_or_else(|| {
                        minijinja::Error::new(ErrorKind::InvalidOperation, "not a value of this report")
                    })
            });
        }
        environment.add_filter(HOLDS, |words: &Value, condition: &Value| {
            claimed(words, condition)
                .ok_or_else(|| minijinja::Error::new(ErrorKind::InvalidOperation, "not a claim"))
        });
        let value = environment
            .compile_expression(source)
            .and_then(|expression| expression.eval(Value::from_object(Root)))
            .map_err(|error| match error.kind() {
                ErrorKind::UnknownFilter => unknown_filter(source, filters),
                _ => not_a_path(source),
            })?;
        let trail = trail_of(&value).filter(|trail| trail.0.claim.is_none() || opens_with_words(source));
        let Self { path, calls, claim } = trail.ok_or_else(|| not_a_path(source))?.0.clone();
        match claim.as_deref().and_then(not_prose) {
            Some(told) => Err(told),
            None => Ok(Self { path, calls, claim }),
        }
    }
}

/// Words, literal ones, that stand while a condition is true: a path without filters.
fn claimed(words: &Value, condition: &Value) -> Option<Value> {
    let Trail(condition) = trail_of(condition).filter(|trail| trail.is_open())?;
    let claim = Some(words.as_str()?.to_owned());
    Some(Value::from_object(Trail(Expression { claim, ..condition.clone() })))
}

/// The recorder's ground: every name opens a trail.
#[derive(Debug)]
struct Root;

impl Object for Root {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(Value::from_object(Trail(Expression::of_path(vec![step(key)?]))))
    }
}

/// What was asked so far.
#[derive(Clone, Debug)]
struct Trail(Expression);

impl Trail {
    /// Whether the path may go on.
    fn is_open(&self) -> bool {
        self.0.calls.is_empty() && self.0.claim.is_none()
    }

    /// With one filter more; none after a claim.
    fn called(&self, name: &str, arguments: Vec<i64>) -> Option<Self> {
        let mut trail = self.clone();
        trail.0.calls.push(Call { name: name.to_owned(), arguments });
        self.0.claim.is_none().then_some(trail)
    }
}

impl Object for Trail {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let mut trail = self.is_open().then(|| Self::clone(self))?;
        trail.0.path.push(step(key)?);
        Some(Value::from_object(trail))
    }
}

fn trail_of(value: &Value) -> Option<&Trail> {
    value.downcast_object_ref::<Trail>()
}

fn step(key: &Value) -> Option<Step> {
    match key.as_str() {
        Some(name) => Some(Step::Name(name.to_owned())),
        None => key.as_i64().map(Step::Row),
    }
}
