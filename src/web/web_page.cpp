#include "web/web_page.hpp"

#include "core/markup.hpp"
#include "core/translate.hpp"

#include <nlohmann/json.hpp>

namespace geju {

namespace {

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
html, body { height: 100%; margin: 0; }
body { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; color: #1c2026; background: #fff;
  font: 14px/1.45 "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
#map { height: 100%; }
aside { box-sizing: border-box; height: 100%; overflow: auto; padding: 1rem; border-left: 1px solid #b9bec6;
  display: flex; flex-direction: column; gap: .6rem; }
h1 { margin: 0; font-size: 1.45rem; line-height: 1.25; }
h2 { margin: .4rem 0 0; font-size: 1rem; }
p { margin: 0; }
select { font: inherit; padding: .25rem; width: 100%; }
#subtitle, #credits { color: #5b626c; font-size: .85rem; }
#credits { margin-top: auto; padding-top: .6rem; }
#note { color: #962c20; border: 1px solid; padding: .2rem .5rem; font-size: .85rem; }
#legend { list-style: none; margin: 0; padding: 0; }
#legend li { display: flex; align-items: center; gap: .6rem; min-height: 24px; }
#legend li.heading { color: #5b626c; font-weight: bold; font-size: .9rem; padding-top: .3rem; }
#legend img { flex: none; }
#notice { position: absolute; inset: 0; margin: auto; max-width: 36em; height: fit-content; padding: 1em 1.5em;
  background: #fff; border: 1px solid #999; font: 16px/1.5 sans-serif; white-space: pre-line; }
[hidden] { display: none !important; }
@media (max-width: 45rem) {
  body { grid-template: 65% auto / 100%; }
  aside { height: auto; border-left: 0; }
}
</style>
)";

constexpr std::string_view kBody = R"(
<div id="map"></div>
<aside>
<h1></h1>
<p id="subtitle"></p>
<p id="note"></p>
<select id="scene"></select>
<p id="text"></p>
<h2></h2>
<ul id="legend"></ul>
<p id="credits"></p>
</aside>
)";

// Paths in the style may be relative to it; MapLibre wants them whole. Braces must stay as they are.
constexpr std::string_view kScript = R"(
function say(text) {
  const notice = document.createElement('div');
  notice.id = 'notice';
  notice.textContent = text;
  document.body.append(notice);
}
function put(selector, text) {
  const element = document.querySelector(selector);
  element.textContent = text;
  element.hidden = !text;
}
function legendItem(row) {
  const item = document.createElement('li');
  if (row.heading) item.className = 'heading';
  if (row.sample) {
    const sample = new Image(row.width, row.height);
    sample.alt = '';
    sample.src = row.sample;
    item.append(sample);
  }
  const label = document.createElement('span');
  label.textContent = row.heading || row.label;
  item.append(label);
  return item;
}
async function read(file) {
  return (await fetch(file)).json();
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
function describe(page, scene) {
  document.title = scene.title || page.title;
  put('h1', scene.title || page.title);
  put('#subtitle', [scene.title && page.title, page.subtitle].filter(Boolean).join(' · '));
  put('#note', page.note);
  put('#text', scene.text);
  put('h2', scene.legend.length ? texts.legend : '');
  document.querySelector('#legend').replaceChildren(...scene.legend.map(legendItem));
  put('#credits', page.credits);
}
const bounds = scene => scene.extent && [scene.extent.slice(0, 2), scene.extent.slice(2)];
const view = { padding: 12 };
const whole = path => /^[a-z][a-z0-9+.-]*:/i.test(path) ? path : new URL('.', location.href).href + path;
function turnTo(page, map, scene) {
  describe(page, scene);
  const shown = new Set(scene.layers);
  for (const { id } of map.getStyle().layers) {
    map.setLayoutProperty(id, 'visibility', shown.has(id) ? 'visible' : 'none');
  }
  if (scene.extent) map.fitBounds(bounds(scene), view);
}
async function show() {
  if (location.protocol === 'file:') return say(texts.file);
  const page = await read('page.json');
  const named = id => page.scenes.find(scene => scene.id === id);
  const first = page.scenes[page.first];
  describe(page, first);
  const choice = document.querySelector('#scene');
  choice.append(...page.scenes.map(scene => new Option(scene.title || scene.id, scene.id)));
  choice.value = first.id;
  choice.ariaLabel = texts.scene;
  choice.hidden = page.scenes.length < 2;
  let library;
  try {
    library = await mapLibre();
  } catch {
    return say(texts.missing);
  }
  const style = await read('style.json');
  if (style.sprite) style.sprite = whole(style.sprite);
  if (style.glyphs) style.glyphs = whole(style.glyphs);
  for (const source of Object.values(style.sources)) {
    for (const member of ['data', 'url']) if (source[member]) source[member] = whole(source[member]);
  }
  // Chinese comes from the glyph files too, so that it looks the same on every machine.
  const map = new library.Map({ container: 'map', style, localIdeographFontFamily: false, bounds: bounds(first),
    fitBoundsOptions: view });
  window.map = map;
  map.addControl(new library.NavigationControl());
  map.addControl(new library.ScaleControl({ maxWidth: 140 }));
  // The address names the scene, so that a link leads to it.
  const follow = () => {
    const scene = named(decodeURIComponent(location.hash.slice(1)));
    if (!scene) return;
    choice.value = scene.id;
    turnTo(page, map, scene);
  };
  choice.onchange = () => { location.hash = encodeURIComponent(choice.value); };
  map.once('load', () => {
    addEventListener('hashchange', follow);
    if (location.hash.length > 1) follow();
  });
}
show();
)";

} // namespace

std::string webPageHtml(std::string_view title) {
    const std::string missing =
        tr("MapLibre GL JS is missing. Put the files of its package beside this page: maplibre-gl.css, and "
           "maplibre-gl.js or, from version 6 on, maplibre-gl.mjs, maplibre-gl-shared.mjs and maplibre-gl-worker.mjs.");
    const std::string file =
        tr("A browser does not let a page from a file read other files. Serve this folder and open it from there, for "
           "example with: python3 -m http.server");
    std::string page = "<!doctype html>\n<html lang=\"" + std::string(language()) + "\">\n<head>\n<title>" +
                       escapeMarkup(title.empty() ? "Geju" : title) + "</title>";
    page += kStyle;
    page += "</head>\n<body>";
    page += kBody;
    page += "<script type=\"module\">\n";
    page += "const texts = { missing: " + scriptText(missing) + ",\n  file: " + scriptText(file) +
            ",\n  legend: " + scriptText(tr("Legend")) + ", scene: " + scriptText(tr("Scene")) + " };";
    page += kScript;
    page += "</script>\n</body>\n</html>\n";
    return page;
}

std::string webPageJson(const WebPage& page, const std::vector<std::string>& sampleFiles,
                        const std::vector<std::vector<std::string>>& shownLayers) {
    using json = nlohmann::ordered_json;
    json scenes = json::array();
    std::size_t sample = 0;
    for (std::size_t i = 0; i < page.scenes.size(); ++i) {
        const WebScene& scene = page.scenes[i];
        json legend = json::array();
        for (const WebLegendRow& row : scene.legend) {
            if (row.heading) {
                legend.push_back({{"heading", row.label}});
                continue;
            }
            legend.push_back({{"label", row.label},
                              {"sample", sampleFiles[sample++]},
                              {"width", row.sample.width / kWebSampleFineness},
                              {"height", row.sample.height / kWebSampleFineness}});
        }
        json made = {{"id", scene.id}, {"title", scene.title}, {"text", scene.text}};
        const Box& box = scene.extentLonLat;
        if (!box.empty()) made["extent"] = {box.minX, box.minY, box.maxX, box.maxY};
        made["layers"] = shownLayers[i];
        made["legend"] = std::move(legend);
        scenes.push_back(std::move(made));
    }
    const json all = {{"title", page.title},     {"subtitle", page.subtitle}, {"note", page.note},
                      {"credits", page.credits}, {"first", page.first},       {"scenes", std::move(scenes)}};
    return all.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace geju
