//! A picture's file: inside the site, of a bounded size, and written anew so that nothing but its pixels is published.

use std::io::Cursor;
use std::path::{Component, Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{Picture, Reader};
use crate::config::{Input, Value, beside};
use crate::digest::digest;
use crate::finding::{Finding, Said};
use crate::said;

/// More pixels than this, either way, no page needs.
const SIDE: u32 = 8_000;
/// What decoding may take, in bytes.
const MEMORY: u64 = 256 << 20;
/// A picture's file may have this many bytes.
const FILE: u64 = 32 << 20;
/// Quality of a JPEG that is written anew.
const QUALITY: u8 = 90;

/// Reads and cleans the picture that `file` names; a finding where that cannot be.
pub(super) fn read(reader: &mut Reader<'_>, id: &str, file: &Value<String>) -> Option<Picture> {
    let cleaned = inside(&reader.site.root, &reader.edition.root, &file.value)
        .and_then(|path| std::fs::read(path).map_err(|error| unreadable(&error.to_string())))
        .and_then(|bytes| clean(&bytes).map(|cleaned| (bytes, cleaned)));
    match cleaned {
        Ok((bytes, (format, width, height, cleaned))) => {
            reader.inputs.push(Input {
                role: "image",
                path: file.value.clone(),
                digest: digest(&bytes),
                bytes: bytes.len() as u64,
            });
            let name = id.replace('_', "-");
            Some(Picture { file: format!("{name}.{format}"), bytes: cleaned, width, height })
        }
        Err((what, mend)) => {
            reader.findings.push(Finding::error("image-file", file.place.clone(), what, mend));
            None
        }
    }
}

/// The file's own path, if it lies inside the site and is not too large.
fn inside(site: &Path, edition: &Path, file: &str) -> Result<PathBuf, (Said, Said)> {
    let absent = |_| absent(site, edition, file);
    let site = &site.canonicalize().map_err(absent)?;
    // Whether there is a file elsewhere is nobody's to learn.
    if climbs(edition, site, file) {
        return Err(outside(file));
    }
    let path = edition.join(file).canonicalize().map_err(absent)?;
    if !path.starts_with(site) {
        return Err(outside(file));
    }
    match path.metadata() {
        Ok(metadata) if metadata.is_file() && metadata.len() <= FILE => Ok(path),
        Ok(metadata) if metadata.is_file() => Err(too_large()),
        Ok(_) => Err(folder(file)),
        Err(error) => Err(unreadable(&error.to_string())),
    }
}

/// Whether `file`, as it is written from `edition`, is absolute or leads above `site`.
fn climbs(edition: &Path, site: &Path, file: &str) -> bool {
    let mut depth = edition.strip_prefix(site).map_or(0, |below| below.components().count());
    Path::new(file).components().any(|part| match part {
        Component::Normal(_) => {
            depth += 1;
            false
        }
        Component::CurDir => false,
        Component::ParentDir => depth.checked_sub(1).map(|above| depth = above).is_none(),
        Component::RootDir | Component::Prefix(_) => true,
    })
}

/// What is called most like `file`; what lies outside the site is not told of.
fn near(site: &Path, edition: &Path, file: &Path) -> Option<String> {
    let folder = edition.join(file).parent()?.canonicalize().ok()?;
    let inside = folder.starts_with(site.canonicalize().ok()?);
    inside.then(|| beside(edition, file))?
}

fn absent(site: &Path, edition: &Path, file: &str) -> (Said, Said) {
    let what = said!("画像のファイル「{file}」がありません。", "There is no picture “{file}”.");
    let mend = match near(site, edition, Path::new(file)) {
        _ if file.contains('\\') => {
            let slashed = file.replace('\\', "/");
            said!(
                "フォルダーは「/」で区切り、「{slashed}」と書いてください。",
                "Part folders by slashes: “{slashed}”."
            )
        }
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
        None => said!(
            "版のフォルダーからの相対パスを書いてください（例：images/login.png）。",
            "Write its path from the edition's folder, such as images/login.png."
        ),
    };
    (what, mend)
}

fn outside(file: &str) -> (Said, Said) {
    (
        said!(
            "画像のファイル「{file}」はサイトのフォルダーの外にあります。",
            "The picture “{file}” lies outside the site's folder."
        ),
        said!(
            "ファイルを版のフォルダーに入れ、そこからの相対パスを書いてください（例：images/login.png）。",
            "Put the file into the edition's folder and write its path from there, such as images/login.png."
        ),
    )
}

fn folder(file: &str) -> (Said, Said) {
    (
        said!("「{file}」はファイルではなくフォルダーです。", "“{file}” is a folder, not a file."),
        said!(
            "その中のファイルの名前まで書いてください（例：images/login.png）。",
            "Name a file in it, such as images/login.png."
        ),
    )
}

type Cleaned = (&'static str, u32, u32, Vec<u8>);

/// Decodes and writes anew: PNG stays PNG, JPEG stays JPEG, turned as its camera held it.
fn clean(bytes: &[u8]) -> Result<Cleaned, (Said, Said)> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| unreadable(&e.to_string()))?;
    let format =
        reader.format().filter(|f| matches!(f, ImageFormat::Png | ImageFormat::Jpeg)).ok_or_else(other)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| undecoded(&error))?;
    let orientation = decoder.orientation().map_err(|error| undecoded(&error))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| undecoded(&error))?;
    image.apply_orientation(orientation);
    let mut cleaned = Vec::new();
    let (extension, written) = match format {
        ImageFormat::Jpeg => {
            ("jpg", image.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut cleaned, QUALITY)))
        }
        _ => ("png", image.write_to(Cursor::new(&mut cleaned), ImageFormat::Png)),
    };
    written.map_err(|error| undecoded(&error))?;
    Ok((extension, image.width(), image.height(), cleaned))
}

fn undecoded(error: &image::ImageError) -> (Said, Said) {
    match error {
        image::ImageError::Limits(_) => too_large(),
        other => unreadable(&other.to_string()),
    }
}

fn too_large() -> (Said, Said) {
    (
        said!("画像が大きすぎます。", "The picture is too large."),
        said!(
            "縦横8,000画素、32MB以内に縮めてください。",
            "Make it at most 8,000 pixels either way and 32 MB."
        ),
    )
}

fn other() -> (Said, Said) {
    (
        said!("画像はPNGかJPEGだけを使えます。", "Pictures are PNG or JPEG."),
        said!("PNGかJPEGに変換してください。", "Convert it to PNG or JPEG."),
    )
}

fn unreadable(why: &str) -> (Said, Said) {
    (
        said!("画像を読めません（{why}）。", "The picture cannot be read: {why}."),
        said!(
            "ファイルが壊れていないか、読み取りの権限があるかを確かめてください。",
            "Check that it is whole and may be read."
        ),
    )
}
