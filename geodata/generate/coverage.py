"""Makes pieces that only nearly meet into an exact coverage on the 1e-7 degree grid.

All boundaries are noded together with snap rounding, the faces of that arrangement are found, and
each face takes the piece that it lies in. Neighbouring faces share their vertices by construction.
"""
from collections import defaultdict

from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.ops import polygonize, unary_union
from shapely.strtree import STRtree

from frame import grid_to_xy, node_on_grid, to_grid


def edge_lines(geoms):
    out = []
    for g in geoms:
        g = to_grid(g)
        rings = [g.exterior, *g.interiors] if g.geom_type == "Polygon" else [g]
        for ring in rings:
            cs = list(ring.coords)
            keep = [cs[0]] + [b for a, b in zip(cs, cs[1:]) if a != b]
            if len(keep) > 1:
                out.append(LineString(keep))
    return out


def faces_of(geoms):
    """Faces (grid frame) of the arrangement of the boundaries of `geoms` (drawing frame)."""
    noded = node_on_grid(MultiLineString(edge_lines(geoms)))
    return list(polygonize(noded))


def edges_of(poly):
    for ring in [poly.exterior, *poly.interiors]:
        cs = list(ring.coords)
        for a, b in zip(cs, cs[1:]):
            yield (a, b) if a < b else (b, a)


def dissolve(polys):
    """Union of polygons that share vertices exactly: the edges that occur once are its boundary."""
    seen = defaultdict(int)
    for p in polys:
        for e in edges_of(p):
            seen[e] += 1
    border = [LineString(e) for e, n in seen.items() if n == 1]
    inside = unary_union(polys)
    out = []
    for f in polygonize(unary_union(border)):
        if inside.contains(f.representative_point()):
            out.append(f)
    return out


def assign(faces, pieces):
    """Index of the piece each face lies in, or None; the first piece wins."""
    tree = STRtree([p for p, _ in pieces])
    index = {id(p): i for i, (p, _) in enumerate(pieces)}
    owner = []
    for f in faces:
        at = Point(grid_to_xy(f.representative_point()).coords[0])
        hits = [index[id(p)] for p in tree.query(at) if p.contains(at)]
        owner.append(min(hits) if hits else None)
    return owner


def absorb(faces, owner, is_small, rank):
    """Give each small or ownerless face to a neighbour: best rank first, then the longest shared edge."""
    by_edge = defaultdict(list)
    for i, f in enumerate(faces):
        for e in edges_of(f):
            by_edge[e].append(i)
    todo = {i for i, f in enumerate(faces) if owner[i] is None or is_small(i)}
    while todo:
        before = len(todo)
        for i in sorted(todo, key=lambda k: (faces[k].area, k)):
            shared = defaultdict(float)
            for e in edges_of(faces[i]):
                for j in by_edge[e]:
                    if j != i and j not in todo:
                        shared[owner[j]] += ((e[0][0] - e[1][0]) ** 2 + (e[0][1] - e[1][1]) ** 2) ** 0.5
            if shared:
                owner[i] = max(shared, key=lambda o: (rank(i, o), shared[o], -o))
                todo.discard(i)
        if len(todo) == before:
            raise RuntimeError(f"{len(todo)} faces touch nothing")
    return owner


def merge_by_owner(faces, owner):
    groups = defaultdict(list)
    for f, o in zip(faces, owner):
        groups[o].append(f)
    return {o: dissolve(fs) if len(fs) > 1 else fs for o, fs in groups.items()}


def polygon_from(parts):
    assert len(parts) == 1, "a part of a coverage must be one polygon"
    return Polygon(parts[0].exterior.coords, [h.coords for h in parts[0].interiors])
