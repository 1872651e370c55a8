//! The part of a site that observations need: in comes a [`Site`], out goes a borrowed view of it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{Outage, Sensor, Site, Source};
use crate::key::Region;
use crate::names::Names;

/// What a site says about observations.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The folder that relative paths start from, absolute.
    pub root: &'a Path,
    /// The region whose sensors are at home.
    pub home: Region,
    /// The sensors' table; empty where there is none.
    pub sensors: &'a [Sensor],
    /// Times in which sensors did not see everything.
    pub outages: &'a [Outage],
    /// Names of regions, the house's own over the shipped ones.
    pub names: &'a Names,
    /// Sources by name.
    pub sources: &'a BTreeMap<String, Source>,
}

impl<'a> Ground<'a> {
    /// The view of `site`.
    pub fn of(site: &'a Site) -> Self {
        Self {
            root: &site.root,
            home: site.home,
            sensors: &site.sensors,
            outages: &site.outages,
            names: &site.names,
            sources: &site.sources,
        }
    }
}
