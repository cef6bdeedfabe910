"""Curves in the drawing frame (metres): smooth lines through control points, offsets, blends."""
import math

from shapely.geometry import LineString, Polygon


def smooth(points, step=140.0, closed=False):
    """Centripetal Catmull-Rom through the points, sampled about every `step` metres."""
    pts = list(points)
    if len(pts) < 3 and not closed:
        return pts
    ext = [pts[-1]] + pts + [pts[0], pts[1]] if closed else \
        [_mirror(pts[0], pts[1])] + pts + [_mirror(pts[-1], pts[-2])]
    out = []
    for i in range(1, len(ext) - 2):
        p0, p1, p2, p3 = ext[i - 1:i + 3]
        n = max(1, round(math.dist(p1, p2) / step))
        t0, t1 = 0.0, math.dist(p0, p1) ** 0.5
        t2 = t1 + math.dist(p1, p2) ** 0.5
        t3 = t2 + math.dist(p2, p3) ** 0.5
        for k in range(n):
            out.append(_cr(p0, p1, p2, p3, t0, t1, t2, t3, t1 + (t2 - t1) * k / n))
    if not closed:
        out.append(pts[-1])
    return out


def _mirror(a, b):
    return (2 * a[0] - b[0], 2 * a[1] - b[1])


def _cr(p0, p1, p2, p3, t0, t1, t2, t3, t):
    def mix(a, b, ta, tb):
        if tb - ta < 1e-9:
            return a
        w = (t - ta) / (tb - ta)
        return (a[0] + (b[0] - a[0]) * w, a[1] + (b[1] - a[1]) * w)
    a1, a2, a3 = mix(p0, p1, t0, t1), mix(p1, p2, t1, t2), mix(p2, p3, t2, t3)
    b1, b2 = mix(a1, a2, t0, t2), mix(a2, a3, t1, t3)
    return mix(b1, b2, t1, t2)


def wavy(points, amplitude, wavelength, phase=0.0, step=115.0):
    """A smooth line with a gentle regular wander of two wavelengths, as a canal has."""
    line = LineString(smooth(points, step))
    n = max(2, round(line.length / step))
    out = []
    for k in range(n + 1):
        s = line.length * k / n
        p = line.interpolate(s)
        a, b = line.interpolate(max(0, s - 5)), line.interpolate(min(line.length, s + 5))
        dx, dy = b.x - a.x, b.y - a.y
        d = math.hypot(dx, dy) or 1.0
        off = amplitude * min(1.0, s / 400, (line.length - s) / 400) * (math.sin(2 * math.pi * s / wavelength + phase)
                           + 0.5 * math.sin(2 * math.pi * s / (wavelength * 0.43) + 2.1 * phase + 1.0))
        out.append((p.x - dy / d * off, p.y + dx / d * off))
    return out


def x_at(line, y):
    """Where a mainly north-south curve crosses the height y (nearest end where it does not)."""
    best = None
    for (x0, y0), (x1, y1) in zip(line, line[1:]):
        if (y0 - y) * (y1 - y) <= 0 and y0 != y1:
            return x0 + (x1 - x0) * (y - y0) / (y1 - y0)
        for x, yy in ((x0, y0), (x1, y1)):
            if best is None or abs(yy - y) < best[0]:
                best = (abs(yy - y), x)
    return best[1]


def y_at(line, x):
    return x_at([(b, a) for a, b in line], x)


def blend_ns(west, east, w, y_from, y_to, step=150.0):
    """A north-south curve at the fraction w between two others: collectors follow their neighbours."""
    n = max(2, round(abs(y_to - y_from) / step))
    ys = [y_from + (y_to - y_from) * k / n for k in range(n + 1)]
    return [(x_at(west, y) * (1 - w) + x_at(east, y) * w, y) for y in ys]


def blend_ew(south, north, w, x_from, x_to, step=150.0):
    n = max(2, round(abs(x_to - x_from) / step))
    xs = [x_from + (x_to - x_from) * k / n for k in range(n + 1)]
    return [(x, y_at(south, x) * (1 - w) + y_at(north, x) * w) for x in xs]


def rounded(polygon: Polygon, radius, resolution=4):
    """Round the corners, convex and concave."""
    g = polygon.buffer(-radius, resolution).buffer(2 * radius, resolution).buffer(-radius, resolution)
    return g if g.geom_type == "Polygon" else max(g.geoms, key=lambda p: p.area)


def blob(cx, cy, rx, ry, turn=0.0, wobble=0.12, seed=0, n=9):
    """A natural closed shape (a pond, a small lake)."""
    pts = []
    for k in range(n):
        a = 2 * math.pi * k / n
        r = 1 + wobble * (math.sin(3 * a + seed) + 0.7 * math.cos(2 * a + 1.7 * seed))
        x, y = rx * r * math.cos(a), ry * r * math.sin(a)
        c, s = math.cos(turn), math.sin(turn)
        pts.append((cx + x * c - y * s, cy + x * s + y * c))
    return Polygon(smooth(pts, 60.0, closed=True))
