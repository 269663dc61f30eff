// Draws a route or the border of a zone on the map.  The rows of the text field are the line: every
// step writes them, and whatever is typed there is drawn.  A border is joined to its first corner.
(function () {
  "use strict";
  var rows = window.muvRouteLine;
  var HANDLES_MAX = 150, HISTORY_MAX = 100;

  function Editor(box, form) {
    this.box = box;
    this.form = form;
    this.field = form.elements.line;
    this.width = form.elements.buffer_m;
    this.ring = Boolean(box.dataset.ring);
    this.points = [];
    this.chosen = -1;
    this.history = [];
    this.handles = L.layerGroup();
    this.arrows = L.layerGroup();
    this.points = rows.read(this.field.value).points;
    this.lay();
    this.listen();
    this.map.on("zoomend moveend", function () { this.widen(); this.drawHandles(); }, this);
    this.typed();
  }

  Editor.prototype.lay = function () {
    var box = this.box;
    box.textContent = "";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.dataset.title);
    this.map = L.map(box, {
      attributionControl: Boolean(box.dataset.tiles), zoomSnap: 0.25, doubleClickZoom: false,
    });
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: 19 }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    this.around = L.geoJSON(JSON.parse(box.dataset.around), {
      interactive: false,
      style: function (feature) { return { className: "map-" + feature.properties.kind }; },
      pointToLayer: function (feature, at) { return sign(at, feature.properties.sign); },
    });
    // Without a view a map cannot take a group of lines and a single one.
    this.fit();
    this.around.addTo(this.map);
    this.corridor = this.ring
      ? L.polygon([], { className: "map-ring", interactive: false })
      : L.polyline([], { className: "map-corridor", interactive: false });
    this.corridor.addTo(this.map);
    this.line = L.polyline([], { className: "map-drawn", bubblingMouseEvents: false });
    this.line.addTo(this.map);
    this.arrows.addTo(this.map);
    this.handles.addTo(this.map);
    var cross = document.createElement("div");
    cross.className = "route-cross";
    box.appendChild(cross);
  };

  function sign(at, text) {
    var span = document.createElement("span");
    span.className = "map-sign map-sign-place";
    span.textContent = text;
    return L.marker(at, {
      icon: L.divIcon({ html: span, className: "", iconSize: [22, 22] }),
      interactive: false, keyboard: false,
    });
  }

  Editor.prototype.listen = function () {
    var self = this;
    this.map.on("click", function (event) { self.insert(self.points.length, event.latlng); });
    this.line.on("click", function (event) { self.insert(self.nearest(event.latlng), event.latlng); });
    this.field.addEventListener("input", function () { self.typed(); });
    if (this.width) this.width.addEventListener("input", function () { self.widen(); });
    this.form.addEventListener("change", function (event) {
      if (event.target.name === "direction") self.draw();
    });
    this.tools = this.form.querySelector("[data-route-tools]");
    this.tools.hidden = false;
    this.tools.addEventListener("click", function (event) {
      var button = event.target.closest("[data-do]");
      if (button) self.press(button.dataset.do);
    });
    this.box.addEventListener("keydown", function (event) {
      if (event.key === "Delete" || event.key === "Backspace") self.press("remove");
    });
  };

  Editor.prototype.press = function (what) {
    var centre = this.map.getCenter(), last = this.points.length - 1;
    if (what === "add") this.insert(this.chosen < 0 ? last + 1 : this.chosen + 1, centre);
    if (what === "before") this.choose(this.chosen > 0 ? this.chosen - 1 : last, true);
    if (what === "after") this.choose(this.chosen < last ? this.chosen + 1 : 0, true);
    if (what === "undo") this.undo();
    if (what === "turn") this.step(this.points.slice().reverse(), last - this.chosen, "turned");
    if (this.chosen >= 0 && what === "move") this.move(this.chosen, centre);
    if (this.chosen >= 0 && what === "remove") this.remove(this.chosen);
  };

  Editor.prototype.insert = function (place, at) {
    var points = this.points.slice();
    points.splice(place, 0, [at.lat, at.lng]);
    this.step(points, place, "added", place + 1);
  };

  Editor.prototype.move = function (place, at) {
    var points = this.points.slice();
    points[place] = [at.lat, at.lng];
    this.step(points, place, "moved", place + 1);
  };

  Editor.prototype.remove = function (place) {
    var points = this.points.slice();
    points.splice(place, 1);
    this.step(points, Math.min(place, points.length - 1), "removed", place + 1);
  };

  Editor.prototype.undo = function () {
    if (!this.history.length) return;
    this.field.value = this.history.pop();
    this.typed();
    this.tell("undone");
  };

  // Keeps one step: the rows are written first, everything else follows from them.
  Editor.prototype.step = function (points, chosen, told, number) {
    // Rows that cannot be read are mended by whoever typed them, never overwritten.
    if (this.box.dataset.waiting !== "0") { this.typed(); return; }
    this.forgetSquares();
    this.history.push(this.field.value);
    if (this.history.length > HISTORY_MAX) this.history.shift();
    this.field.value = rows.write(points);
    this.chosen = chosen;
    this.typed();
    this.tell(told, { n: number });
  };

  Editor.prototype.typed = function () {
    var read = rows.read(this.field.value);
    this.box.dataset.waiting = String(read.wrong);
    if (read.wrong) { this.tell("unreadable", { n: read.wrong }); return; }
    this.points = read.points;
    if (this.chosen >= this.points.length) this.chosen = this.points.length - 1;
    this.draw();
  };

  Editor.prototype.choose = function (place, follow) {
    if (!this.points.length) return;
    this.chosen = place;
    if (follow) this.map.panTo(this.points[place]);
    this.drawHandles();
    this.tell("chosen", { n: place + 1, all: this.points.length });
  };

  Editor.prototype.tell = function (code, facts) {
    var text = this.box.dataset[code];
    Object.keys(facts || {}).forEach(function (name) {
      text = text.replace("{" + name + "}", facts[name]);
    });
    this.tools.querySelector("[data-route-told]").textContent = text;
  };

  // The squares that count were those of the border as it was.
  Editor.prototype.forgetSquares = function () {
    var around = this.around;
    around.eachLayer(function (layer) {
      if (layer.feature.properties.kind === "square") around.removeLayer(layer);
    });
  };

  // The points in the order in which the line goes, back to the first one where it is a border.
  Editor.prototype.path = function (points) {
    return this.ring && points.length > 2 ? points.concat([points[0]]) : points;
  };

  Editor.prototype.draw = function () {
    this.line.setLatLngs(this.path(this.points));
    this.corridor.setLatLngs(this.points);
    this.widen();
    this.drawHandles();
    this.drawArrows();
    var length = rows.distance(rows.length(this.path(this.points)), this.box.dataset.locale);
    this.form.querySelector("[data-route-length]").textContent =
      this.box.dataset.length.replace("{length}", length);
  };

  // The corridor is as wide as on the ground, whatever the zoom.
  Editor.prototype.widen = function () {
    if (!this.points.length || !this.width) return;
    var beside = Number(this.width.value) || 0;
    var wide = 2 * beside / window.muvMap.metresInPixel(this.map, this.points[0]);
    this.corridor.setStyle({ weight: Math.max(1, wide) });
  };

  Editor.prototype.drawHandles = function () {
    var self = this, bounds = this.map.getBounds().pad(0.1);
    this.handles.clearLayers();
    var seen = this.points.map(function (at, place) { return { at: at, place: place }; });
    seen = seen.filter(function (one) { return bounds.contains(one.at); });
    // Thousands of handles help nobody: closer by they come back.
    if (seen.length > HANDLES_MAX) {
      seen = seen.filter(function (one) {
        return one.place === self.chosen || one.place === 0 || one.place === self.points.length - 1;
      });
    }
    seen.forEach(function (one) { self.handle(one.at, one.place); });
  };

  Editor.prototype.handle = function (at, place) {
    var self = this, kind = "route-point";
    if (place === 0) kind += " route-point-first";
    else if (place === this.points.length - 1) kind += " route-point-last";
    if (place === this.chosen) kind += " route-point-chosen";
    var marker = L.marker(at, {
      draggable: true, keyboard: false, zIndexOffset: place === this.chosen ? 1000 : 0,
      icon: L.divIcon({ className: kind, iconSize: [24, 24] }),
    }).addTo(this.handles);
    marker.on("click", function () { self.choose(place, false); });
    marker.on("drag", function () {
      var points = self.points.slice(), to = marker.getLatLng();
      points[place] = [to.lat, to.lng];
      self.line.setLatLngs(self.path(points));
      self.corridor.setLatLngs(points);
    });
    marker.on("dragend", function () { self.move(place, marker.getLatLng()); });
  };

  Editor.prototype.drawArrows = function () {
    var way = this.form.querySelector("input[name=direction]:checked");
    this.arrows.clearLayers();
    if (way && way.value === "forward") window.muvMap.arrows(this.points).addTo(this.arrows);
  };

  // The place before which a point on the line belongs.
  Editor.prototype.nearest = function (at) {
    var map = this.map, target = map.latLngToLayerPoint(at), best = 1, least = Infinity;
    var pixels = this.path(this.points).map(function (one) { return map.latLngToLayerPoint(one); });
    for (var i = 1; i < pixels.length; i += 1) {
      var apart = L.LineUtil.pointToSegmentDistance(target, pixels[i - 1], pixels[i]);
      if (apart < least) { least = apart; best = i; }
    }
    return best;
  };

  Editor.prototype.fit = function () {
    var bounds = this.points.length > 1 ? L.latLngBounds(this.points) : this.heart();
    if (this.points.length === 1) this.map.setView(this.points[0], 16);
    else if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [30, 30], maxZoom: 17 });
    else this.map.setView([0, 0], 2);
  };

  // Where shops and routes are; the whole area before there are any.
  Editor.prototype.heart = function () {
    var bounds = L.latLngBounds([]);
    this.around.eachLayer(function (layer) {
      if (layer.feature.properties.kind !== "area") {
        bounds.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng());
      }
    });
    return bounds.isValid() ? bounds : this.around.getBounds();
  };

  document.querySelectorAll("[data-route-editor]").forEach(function (box) {
    if (window.L) window.muvRouteEditor = new Editor(box, box.closest("form"));
  });
})();
