#include "web/web_page.hpp"

#include "core/translate.hpp"

#include <nlohmann/json.hpp>

namespace geju {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else {
            out += c;
        }
    }
    return out;
}

/// As a string of JavaScript inside <script>.
std::string scriptText(std::string_view text) {
    std::string out = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    for (auto at = out.find('<'); at != std::string::npos; at = out.find('<', at)) out.replace(at, 1, "\\u003c");
    return out;
}

constexpr std::string_view kStyle = R"(
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="maplibre-gl.css">
<style>
html, body, #map { height: 100%; margin: 0; }
#notice { position: absolute; inset: 0; margin: auto; max-width: 36em; height: fit-content; padding: 1em 1.5em;
  background: #fff; border: 1px solid #999; font: 16px/1.5 sans-serif; white-space: pre-line; }
</style>
)";

// Paths in the style may be relative to it; MapLibre wants them whole. Braces must stay as they are.
constexpr std::string_view kScript = R"(
function say(text) {
  const notice = document.createElement('div');
  notice.id = 'notice';
  notice.textContent = text;
  document.body.append(notice);
}
async function mapLibre() {
  try {
    return await import('./maplibre-gl.mjs');
  } catch {
    await new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = 'maplibre-gl.js';
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    return window.maplibregl;
  }
}
const whole = path => /^[a-z][a-z0-9+.-]*:/i.test(path) ? path : new URL('.', location.href).href + path;
async function show() {
  if (location.protocol === 'file:') return say(texts.file);
  let library;
  try {
    library = await mapLibre();
  } catch {
    return say(texts.missing);
  }
  const style = await (await fetch('style.json')).json();
  if (style.sprite) style.sprite = whole(style.sprite);
  if (style.glyphs) style.glyphs = whole(style.glyphs);
  for (const source of Object.values(style.sources)) source.data = whole(source.data);
  // Chinese comes from the glyph files too, so that it looks the same on every machine.
  window.map = new library.Map({ container: 'map', style, localIdeographFontFamily: false });
  window.map.addControl(new library.NavigationControl());
  window.map.addControl(new library.ScaleControl());
}
show();
)";

} // namespace

std::string webPage(std::string_view title) {
    const std::string missing =
        tr("MapLibre GL JS is missing. Put the files of its package beside this page: maplibre-gl.css, and "
           "maplibre-gl.js or, from version 6 on, maplibre-gl.mjs, maplibre-gl-shared.mjs and maplibre-gl-worker.mjs.");
    const std::string file =
        tr("A browser does not let a page from a file read other files. Serve this folder and open it from there, for "
           "example with: python3 -m http.server");
    std::string page = "<!doctype html>\n<html lang=\"" + std::string(language()) + "\">\n<head>\n<title>" +
                       escaped(title.empty() ? "Geju" : title) + "</title>";
    page += kStyle;
    page += "</head>\n<body>\n<div id=\"map\"></div>\n<script type=\"module\">\n";
    page += "const texts = { missing: " + scriptText(missing) + ",\n  file: " + scriptText(file) + " };";
    page += kScript;
    page += "</script>\n</body>\n</html>\n";
    return page;
}

} // namespace geju
