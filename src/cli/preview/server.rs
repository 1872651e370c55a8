//! Answers the browser: the frame, the state, the files of the last good edition, all from memory.
//!
//! Only a GET, and only by the names of this machine: a page elsewhere whose name was turned to 127.0.0.1 (DNS
//! rebinding) asks with its own name as host. No path leads to the disk.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use teiten::lang::Lang;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use super::board::Board;
use super::state;

/// A browser that waits for news is told after this that there are none.
const PATIENCE: Duration = Duration::from_secs(20);

const FRAME: &str = include_str!("../../../templates/preview/frame.html");
const STYLE: &str = include_str!("../../../templates/preview/frame.css");
const SCRIPT: &str = include_str!("../../../templates/preview/frame.js");

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// What is answered: code, type, bytes.
type Answer = (u16, &'static str, Vec<u8>);

/// Answers all who come to `listener` from now on; its address.
pub fn serve(listener: TcpListener, board: Arc<Board>, lang: Lang) -> Result<SocketAddr, String> {
    let address = listener.local_addr().map_err(|cause| cause.to_string())?;
    let server = Server::from_listener(listener, None).map_err(|cause| cause.to_string())?;
    thread::spawn(move || {
        for request in server.incoming_requests() {
            let (board, lang) = (Arc::clone(&board), lang.clone());
            // Who waits for news keeps nobody else waiting.
            thread::spawn(move || answer(request, address.port(), &board, &lang));
        }
    });
    Ok(address)
}

fn answer(request: Request, port: u16, board: &Board, lang: &Lang) {
    let (code, kind, bytes) = if !is_ours(&request, port) {
        said(403, "403 Forbidden")
    } else if *request.method() != Method::Get {
        said(405, "405 Method Not Allowed")
    } else {
        found(request.url(), board, lang)
    };
    let mut response =
        Response::from_data(bytes).with_status_code(StatusCode(code)).with_chunked_threshold(usize::MAX);
    for (name, value) in headers(code, kind) {
        // Both are ASCII: every header is well formed.
        Header::from_bytes(name, value).into_iter().for_each(|header| response.add_header(header));
    }
    // Who has gone does not want to know.
    let _ = request.respond(response);
}

/// Whether the request names this machine as host, once.
fn is_ours(request: &Request, port: u16) -> bool {
    let hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    let hosts: Vec<_> = hosts.map(|header| header.value.as_str().to_ascii_lowercase()).collect();
    let own = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
    matches!(&hosts[..], [host] if own.contains(host))
}

fn found(address: &str, board: &Board, lang: &Lang) -> Answer {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    match path {
        "/" => (200, HTML, FRAME.into()),
        "/preview/frame.css" => (200, CSS, STYLE.into()),
        "/preview/frame.js" => (200, JS, SCRIPT.into()),
        "/preview/state" => {
            let known = query.strip_prefix("after=").and_then(|known| known.parse().ok());
            let state = board.state(known.unwrap_or_default(), PATIENCE);
            (200, JSON, serde_json::to_vec(&state).unwrap_or_default())
        }
        _ => {
            let path = path.strip_prefix("/edition/").map(percent_decode_str);
            let path = path.and_then(|path| Some(path.decode_utf8().ok()?.into_owned()));
            path.and_then(|path| file(&path, board, lang)).unwrap_or_else(nothing)
        }
    }
}

/// A file of the last good edition.
fn file(path: &str, board: &Board, lang: &Lang) -> Option<Answer> {
    let good = board.good()?;
    if let Some(bytes) = good.file(path) {
        return Some((200, kind(path), bytes.to_owned()));
    }
    Some(match good.pdf(path)? {
        Ok(pdf) => (200, kind(path), pdf.to_vec()),
        Err(why) => {
            let lines = state::lines(&why.0, why.1.as_ref(), lang);
            (500, TEXT, lines.iter().map(|line| format!("{line}\n\n")).collect::<String>().into())
        }
    })
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => HTML,
        Some("css") => CSS,
        Some("js") => JS,
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

fn nothing() -> Answer {
    said(404, "404 Not Found")
}

fn said(code: u16, words: &str) -> Answer {
    (code, TEXT, words.into())
}

/// Nothing is kept, guessed, sent on, loaded from elsewhere or framed by others.
fn headers(code: u16, kind: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut headers = vec![
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    if kind == HTML {
        headers.push((
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'none'",
        ));
    }
    if code == 405 {
        headers.push(("Allow", "GET"));
    }
    headers
}
