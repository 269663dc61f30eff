// Turns the drawing of a map into one that can be moved and zoomed; without it the drawing stays.
(function () {
  "use strict";
  var STYLES = {
    route: { color: "#2f7d55", weight: 6, opacity: 0.6 },
    trace: { color: "#12338f", weight: 4, opacity: 1 },
  };

  // Signs only point: the list beside the map is the way in, for fingers and keyboards alike.
  function sign(at, properties) {
    var span = document.createElement("span");
    span.className = "map-sign map-sign-" + properties.kind + " bg-white";
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
      color: "#12338f", fillColor: "#fff", fillOpacity: 1, interactive: false,
    }).addTo(map);
    L.marker([last[1], last[0]], {
      icon: L.divIcon({ className: "map-end-sign", iconSize: [12, 12] }),
      interactive: false, keyboard: false,
    }).addTo(map);
  }

  function show(box, data) {
    box.textContent = "";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.dataset.title);
    var map = L.map(box, { attributionControl: Boolean(box.dataset.tiles), zoomSnap: 0.25 });
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: 19 }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    var drawn = L.geoJSON(data, {
      interactive: false,
      style: function (feature) { return STYLES[feature.properties.kind]; },
      pointToLayer: function (feature, at) { return sign(at, feature.properties); },
    });
    // A line is drawn against the part of the map that is seen: that comes first.
    map.fitBounds(drawn.getBounds(), { padding: [20, 20], maxZoom: 16 });
    drawn.addTo(map);
    data.features.forEach(function (feature) {
      if (feature.properties.kind === "trace") ends(feature.geometry.coordinates, map);
      if (feature.properties.kind === "route" && feature.properties.sign) number(feature, map);
    });
  }

  document.querySelectorAll("[data-map]").forEach(function (box) {
    var data = JSON.parse(box.dataset.map);
    if (window.L && data.features.length) show(box, data);
  });
})();
