"""Opens an exported map in headless Chromium and asks MapLibre GL JS what it drew.

browser.py FOLDER SIZE REPORT PICTURE [LON,LAT…]
  SIZE     of the browser's window, such as 1024x900
  REPORT   JSON file to write; "points" are the pixels of the places named, "page" is what stands beside the map, "turned"
           both after the last scene was chosen
  PICTURE  PNG file to write: the map's canvas
Exit status 77, saying why, where Chromium or MapLibre GL JS is missing.

The map's own index.html runs; a script before it listens to the map and sends what it saw to this process: errors, layers,
features, and the canvas as PNG. Chromium draws with its software WebGL.
"""

import base64
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

SECONDS = 120

PROOF = """
<script>
const errors = [];
const send = report => fetch('/report', { method: 'POST', body: JSON.stringify(report) });
addEventListener('error', event => errors.push(String(event.message)));
addEventListener('unhandledrejection', event => errors.push(String(event.reason)));
let shown;
function page() {
  const text = selector => document.querySelector(selector).textContent;
  const samples = [...document.querySelectorAll('#legend img')];
  return { title: text('h1'), subtitle: text('#subtitle'), credits: text('#credits'),
           labels: [...document.querySelectorAll('#legend li')].map(item => item.textContent),
           samples: samples.length, loaded: samples.every(image => image.complete && image.naturalWidth > 0),
           scale: text('.maplibregl-ctrl-scale'), scenes: [...document.querySelectorAll('#scene option')].length,
           wide: document.documentElement.scrollWidth > innerWidth };
}
const visible = map => map.getStyle().layers.map(layer => layer.id)
  .filter(id => map.getLayoutProperty(id, 'visibility') !== 'none');
/// Chooses the last scene as a reader would, and sends the report when the map has come to rest.
function turn(map, report) {
  const choice = document.querySelector('#scene');
  if (choice.options.length < 2) return send(report);
  choice.value = choice.options[choice.options.length - 1].value;
  choice.dispatchEvent(new Event('change'));
  setTimeout(() => map.once('idle', () => {
    send({ ...report, turned: { page: page(), visible: visible(map), center: map.getCenter().toArray() } });
  }), 50);
}
Object.defineProperty(window, 'map', {
  get: () => shown,
  set(map) {
    shown = map;
    map.on('error', event => errors.push(String(event.error && event.error.message || event)));
    map.once('idle', () => {
      map.once('render', () => {
        const style = map.getStyle();
        const counts = {};
        for (const feature of map.queryRenderedFeatures()) {
          counts[feature.layer.id] = (counts[feature.layer.id] || 0) + 1;
        }
        turn(map, { errors, layers: style.layers.map(layer => layer.id), visible: visible(map), counts, page: page(),
               loaded: Object.keys(style.sources).every(id => map.isSourceLoaded(id)), tiles: map.areTilesLoaded(),
               center: map.getCenter().toArray(), zoom: map.getZoom(), ratio: devicePixelRatio,
               points: %s.map(place => map.project(place)).map(p => [p.x, p.y]),
               png: map.getCanvas().toDataURL('image/png') });
      });
      map.triggerRepaint();
    });
  }
});
</script>
"""


def chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None


def maplibre_files():
    """The distributed files of the package maplibre-gl: where GEJU_MAPLIBRE_GL says, or node_modules says."""
    named = os.environ.get("GEJU_MAPLIBRE_GL")
    folders = [pathlib.Path(named)] if named else []
    folders.append(pathlib.Path("node_modules/maplibre-gl"))
    for folder in folders:
        for place in (folder, folder / "dist"):
            files = [file for file in place.glob("maplibre-gl*") if file.suffix in (".js", ".mjs", ".css")]
            if any(file.name in ("maplibre-gl.js", "maplibre-gl.mjs") for file in files):
                return files
    return []


class Server(http.server.ThreadingHTTPServer):
    def __init__(self, folder, places):
        self.report = None
        self.missing = []
        self.done = threading.Event()
        server = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

            def __init__(self, *arguments):
                super().__init__(*arguments, directory=str(folder))

            def do_GET(self):
                if self.path not in ("/", "/index.html"):
                    return super().do_GET()
                page = (folder / "index.html").read_text().replace("<body>", "<body>" + PROOF % json.dumps(places))
                body = page.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                server.report = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(204)
                self.end_headers()
                server.done.set()

            def send_error(self, code, *arguments):
                if not self.path.endswith(("favicon.ico", ".map")):
                    server.missing.append(self.path)
                super().send_error(code, *arguments)

            def log_message(self, *arguments):
                pass

        super().__init__(("127.0.0.1", 0), Handler)


def look(folder, size, places=()):
    """Shows the map of `folder`; the report of PROOF with `png` as bytes, `missing` files, or None after a while."""
    server = Server(pathlib.Path(folder), list(places))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [chromium(), "--headless=new", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader",
             "--enable-unsafe-swiftshader", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
             "--force-device-scale-factor=1", f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}",
             f"http://127.0.0.1:{server.server_address[1]}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            server.done.wait(SECONDS)
        finally:
            browser.terminate()
            browser.wait()
            server.shutdown()
    if server.report is None:
        return None
    report = server.report
    report["png"] = base64.b64decode(report["png"].split(",")[1])
    report["missing"] = server.missing
    return report


def main(folder, size, report_file, picture_file, *places):
    if not chromium():
        print("skipped: no Chromium (package chromium)")
        return 77
    files = maplibre_files()
    if not files:
        print("skipped: no MapLibre GL JS; GEJU_MAPLIBRE_GL names the folder of its package (docs/testing.md)")
        return 77
    for file in files:
        shutil.copy(file, folder)
    report = look(folder, [int(side) for side in size.split("x")],
                  [[float(degrees) for degrees in place.split(",")] for place in places])
    if report is None:
        print(f"the map was not idle after {SECONDS} s")
        return 1
    pathlib.Path(picture_file).write_bytes(report.pop("png"))
    pathlib.Path(report_file).write_text(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
