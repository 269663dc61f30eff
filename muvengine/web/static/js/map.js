// Turns the drawing of a map into one that can be moved and zoomed; without it the drawing stays.
(function () {
  "use strict";
  // Colours and widths stand in maps.css, for light and dark.
  function style(feature) { return { className: "map-" + feature.properties.kind }; }
  var WORLD_M = 40075016.686, ARROWS = 6;

  // Signs only point: the list beside the map is the way in, for fingers and keyboards alike.
  function sign(at, properties) {
    var span = document.createElement("span");
    span.className = "map-sign map-sign-" + properties.kind;
    span.textContent = properties.sign;
    return L.marker(at, {
      icon: L.divIcon({ html: span, className: "", iconSize: [22, 22] }),
      interactive: false, keyboard: false,
    });
  }

  function number(feature, map) {
    var line = feature.geometry.coordinates, middle = line[Math.floor(line.length / 2)];
    sign([middle[1], middle[0]], feature.properties).addTo(map);
  }

  function ends(line, map) {
    var first = line[0], last = line[line.length - 1];
    L.circleMarker([first[1], first[0]], {
      className: "map-start", interactive: false,
    }).addTo(map);
    L.marker([last[1], last[0]], {
      icon: L.divIcon({ className: "map-end-sign", iconSize: [12, 12] }),
      interactive: false, keyboard: false,
    }).addTo(map);
  }

  function latLon(at) { return [at[1], at[0]]; }

  function metresInPixel(map, at) {
    return WORLD_M * Math.cos(at[0] * Math.PI / 180) / Math.pow(2, map.getZoom() + 8);
  }

  // As wide as on the ground, whatever the zoom.
  function corridor(feature, map) {
    var line = feature.geometry.coordinates.map(latLon);
    var band = L.polyline(line, { className: "map-corridor", interactive: false }).addTo(map);
    function widen() {
      var wide = 2 * feature.properties.beside_m / metresInPixel(map, line[0]);
      band.setStyle({ weight: Math.max(1, wide) });
    }
    map.on("zoomend", widen);
    widen();
    band.bringToBack();
  }

  // Heads that point the way, evenly spread along a line of latitudes and longitudes.
  function arrows(line) {
    var heads = L.layerGroup(), lengths = [0];
    for (var i = 1; i < line.length; i += 1) {
      lengths.push(lengths[i - 1] + L.CRS.Earth.distance(L.latLng(line[i - 1]), L.latLng(line[i])));
    }
    var total = lengths[lengths.length - 1], due = total / ARROWS / 2;
    for (i = 1; i < line.length && total; i += 1) {
      for (; due <= lengths[i] && lengths[i] > lengths[i - 1]; due += total / ARROWS) {
        head(line[i - 1], line[i], (due - lengths[i - 1]) / (lengths[i] - lengths[i - 1])).addTo(heads);
      }
    }
    return heads;
  }

  function head(a, b, part) {
    var span = document.createElement("span");
    var east = (b[1] - a[1]) * Math.cos(a[0] * Math.PI / 180);
    span.className = "map-arrow-sign";
    span.style.transform = "rotate(" + Math.round(45 - Math.atan2(b[0] - a[0], east) * 180 / Math.PI) + "deg)";
    return L.marker([a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])], {
      icon: L.divIcon({ html: span, className: "", iconSize: [14, 14] }),
      interactive: false, keyboard: false,
    });
  }

  // A route that is looked at fills the map, with its stops; else everything does.
  function focus(data) {
    function looked(feature) { return Boolean(feature.properties.beside_m); }
    var own = data.features.some(looked) ? data.features.filter(function (feature) {
      return looked(feature) || feature.properties.kind === "place";
    }) : data.features;
    return L.geoJSON({ type: "FeatureCollection", features: own }).getBounds();
  }

  function show(box, data) {
    box.textContent = "";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.dataset.title);
    var map = L.map(box, { attributionControl: Boolean(box.dataset.tiles), zoomSnap: 0.25 });
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: 19 }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    box.muvMap = map;
    // A line is drawn against the part of the map that is seen: that comes first.
    map.fitBounds(focus(data), { padding: [20, 20], maxZoom: 16 });
    L.geoJSON(data, {
      interactive: false,
      style: style,
      pointToLayer: function (feature, at) { return sign(at, feature.properties); },
    }).addTo(map);
    data.features.forEach(function (feature) {
      var kind = feature.properties.kind;
      if (kind === "trace" || kind === "drawn") ends(feature.geometry.coordinates, map);
      if (kind === "route" && feature.properties.sign) number(feature, map);
    });
    data.features.forEach(function (feature) {
      if (feature.properties.beside_m) corridor(feature, map);
      if (feature.properties.directed) arrows(feature.geometry.coordinates.map(latLon)).addTo(map);
    });
  }

  // The map that routes are drawn on uses them too.
  window.muvMap = { arrows: arrows, metresInPixel: metresInPixel };

  document.querySelectorAll("[data-map]").forEach(function (box) {
    var data = JSON.parse(box.dataset.map);
    if (window.L && data.features.length) show(box, data);
  });
})();
