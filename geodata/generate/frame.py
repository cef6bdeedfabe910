"""Frames of the generator and the exact grid that every output vertex lies on.

Drawing frame: metres east and north of (ORIGIN_LON, ORIGIN_LAT), an affine picture of
lon/lat, so that a straight line stays straight in both. Good to about 0.2 % over the city,
which is ample for drawing; every published area is measured on the ellipsoid instead.

Grid frame: whole numbers of 1e-7 degree. A coverage is noded there, so that neighbours
have identical vertices and nothing is rounded a second time on the way to GeoJSON.
"""
import math
from ctypes import c_double, c_void_p

import pyproj
import shapely
from shapely.geometry import Polygon, mapping
from shapely.ops import transform

ORIGIN_LON, ORIGIN_LAT = 121.0, 31.35
_A, _E2 = 6378137.0, 0.00669437999014  # WGS 84
_s = math.sin(math.radians(ORIGIN_LAT))
_N = _A / math.sqrt(1 - _E2 * _s * _s)
_M = _A * (1 - _E2) / (1 - _E2 * _s * _s) ** 1.5
METERS_PER_LON = math.radians(1) * _N * math.cos(math.radians(ORIGIN_LAT))
METERS_PER_LAT = math.radians(1) * _M
GRID_PER_DEGREE = 10_000_000

_GEOD = pyproj.Geod(ellps="GRS80")


def to_xy(lon, lat):
    return ((lon - ORIGIN_LON) * METERS_PER_LON, (lat - ORIGIN_LAT) * METERS_PER_LAT)


def to_lonlat(x, y):
    return (ORIGIN_LON + x / METERS_PER_LON, ORIGIN_LAT + y / METERS_PER_LAT)


def xy_line(lonlats):
    return [to_xy(*p) for p in lonlats]


def to_grid(geom):
    """Drawing frame to grid frame (whole numbers, origin at ORIGIN)."""
    kx, ky = GRID_PER_DEGREE / METERS_PER_LON, GRID_PER_DEGREE / METERS_PER_LAT
    return transform(lambda x, y: ([round(v * kx) for v in x], [round(v * ky) for v in y])
                     if hasattr(x, "__len__") else (round(x * kx), round(y * ky)), geom)


def grid_to_xy(geom):
    kx, ky = METERS_PER_LON / GRID_PER_DEGREE, METERS_PER_LAT / GRID_PER_DEGREE
    return transform(lambda x, y: (x * kx, y * ky), geom)


def _grid_text(u, origin):
    total = round(origin * GRID_PER_DEGREE) + int(u)
    text = f"{total / GRID_PER_DEGREE:.7f}".rstrip("0").rstrip(".")
    assert round(float(text) * GRID_PER_DEGREE) == total
    return text


def position_text(p):
    return f"[{_grid_text(p[0], ORIGIN_LON)},{_grid_text(p[1], ORIGIN_LAT)}]"


def node_on_grid(lines):
    """Snap-rounded noding: a union of lines whose every node is a grid point."""
    if shapely.__version__.startswith("1."):
        from shapely.geos import lgeos
        from shapely.geometry.base import geom_factory
        union = lgeos._lgeos.GEOSUnaryUnionPrec_r
        union.restype = c_void_p
        union.argtypes = [c_void_p, c_void_p, c_double]
        return geom_factory(union(lgeos.geos_handle, lines._geom, 1.0))
    return shapely.unary_union(lines, grid_size=1.0)


def geodesic_area_m2(grid_geom):
    """Area on the GRS80 ellipsoid of a geometry in the grid frame."""
    lonlat = transform(lambda x, y: ([ORIGIN_LON + v / GRID_PER_DEGREE for v in x],
                                     [ORIGIN_LAT + v / GRID_PER_DEGREE for v in y]), grid_geom)
    parts = lonlat.geoms if hasattr(lonlat, "geoms") else [lonlat]
    total = 0.0
    for part in parts:
        total += abs(_GEOD.polygon_area_perimeter(*part.exterior.coords.xy)[0])
        for hole in part.interiors:
            total -= abs(_GEOD.polygon_area_perimeter(*hole.coords.xy)[0])
    return total


def geodesic_length_m(grid_line):
    parts = grid_line.geoms if hasattr(grid_line, "geoms") else [grid_line]
    total = 0.0
    for part in parts:
        xs, ys = part.coords.xy
        total += _GEOD.line_length([ORIGIN_LON + v / GRID_PER_DEGREE for v in xs],
                                   [ORIGIN_LAT + v / GRID_PER_DEGREE for v in ys])
    return total


def rings_right_handed(polygon: Polygon):
    """Exterior counter-clockwise, holes clockwise (RFC 7946, section 3.1.6)."""
    yield list(polygon.exterior.coords) if polygon.exterior.is_ccw else list(polygon.exterior.coords)[::-1]
    for hole in polygon.interiors:
        yield list(hole.coords)[::-1] if hole.is_ccw else list(hole.coords)


def geometry_text(geom):
    """GeoJSON text of a geometry in the grid frame."""
    line = lambda ps: "[" + ",".join(position_text(p) for p in ps) + "]"
    poly = lambda g: "[" + ",".join(line(r) for r in rings_right_handed(g)) + "]"
    kind = geom.geom_type
    if kind == "Point":
        body = position_text(geom.coords[0])
    elif kind == "LineString":
        body = line(geom.coords)
    elif kind == "MultiLineString":
        body = "[" + ",".join(line(g.coords) for g in geom.geoms) + "]"
    elif kind == "Polygon":
        body = poly(geom)
    elif kind == "MultiPolygon":
        body = "[" + ",".join(poly(g) for g in geom.geoms) + "]"
    else:
        raise ValueError(f"cannot write {kind}: {mapping(geom)['type']}")
    return f'{{"type":"{kind}","coordinates":{body}}}'
