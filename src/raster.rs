//! Turns drawings of `chart` into pixels: an SVG and the fonts come in, a PNG goes out.
//!
//! It reads no file and knows no font of the system: what no font of ours has is not drawn. It must not know what a
//! drawing shows.

use std::borrow::Cow;
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::chart::Svg;
use crate::fonts::{FAMILY, Fonts};

/// Draws pixels with the fonts that it was given.
pub struct Easel {
    fonts: Arc<Database>,
}

impl Easel {
    /// An easel with `fonts`.
    pub fn new(fonts: &Fonts) -> Self {
        let mut database = Database::new();
        for file in fonts.files() {
            // The shipped fonts are megabytes, and lie in the program already.
            let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = match file {
                Cow::Borrowed(shipped) => Arc::new(*shipped),
                Cow::Owned(added) => Arc::new(added.clone()),
            };
            database.load_font_source(Source::Binary(bytes));
        }
        Self { fonts: Arc::new(database) }
    }

    /// `svg` on white, `width` pixels wide.
    ///
    /// # Errors
    /// What is wrong with the drawing or its size, in English: none of ours has that.
    pub fn png(&self, svg: &Svg, width: u32) -> Result<Vec<u8>, String> {
        let tree = Tree::from_str(svg.as_str(), &self.options()).map_err(|error| error.to_string())?;
        let scale = width as f32 / tree.size().width();
        let height = (tree.size().height() * scale).ceil() as u32;
        let mut pixels = Pixmap::new(width, height).ok_or("a drawing without size")?;
        pixels.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| error.to_string())
    }

    fn options(&self) -> Options<'_> {
        let nothing = ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        };
        Options {
            fontdb: self.fonts.clone(),
            font_family: FAMILY.to_owned(),
            image_href_resolver: nothing,
            ..Options::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inner: &str) -> Svg {
        Svg::of_test(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">\n<title>x</title>{inner}</svg>\n"
        ))
    }

    /// Width, height and the darkest shade of a PNG.
    fn seen(png: &[u8]) -> (u32, u32, u8) {
        let pixels = Pixmap::decode_png(png).unwrap();
        let darkest = pixels.pixels().iter().map(|pixel| pixel.red()).min().unwrap();
        (pixels.width(), pixels.height(), darkest)
    }

    #[test]
    fn letters_of_the_compiled_fonts_are_drawn_on_white_and_again_the_same() {
        let easel = Easel::new(&Fonts::shipped());
        let empty = easel.png(&drawing(""), 80).unwrap();
        assert_eq!(seen(&empty), (80, 40, 255));
        for letter in ["観", "ż"] {
            let text =
                format!("<text x=\"2\" y=\"18\" font-size=\"18\" font-family=\"'{FAMILY}'\">{letter}</text>");
            let drawn = easel.png(&drawing(&text), 80).unwrap();
            assert!(seen(&drawn).2 < 100, "{letter}");
            assert_eq!(drawn, Easel::new(&Fonts::shipped()).png(&drawing(&text), 80).unwrap());
        }
    }

    #[test]
    fn a_picture_that_a_drawing_names_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("black.svg");
        std::fs::write(&file, drawing("<rect width=\"40\" height=\"20\"/>").as_str()).unwrap();
        let image = format!(
            "<image href=\"{}\" width=\"40\" height=\"20\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>",
            file.display()
        );
        let drawn = Easel::new(&Fonts::shipped()).png(&drawing(&image), 80).unwrap();
        assert_eq!(seen(&drawn).2, 255);
    }
}
