// Reads and writes the rows of a route as the server does, and measures them.
window.muvRouteLine = (function () {
  "use strict";
  var NUMBER = /^[+-]?\d{1,3}(\.\d{1,15})?$/;
  var POINTS_MAX = 5000;

  function point(row) {
    var parts = row.trim().replace(/;+$/, "").split(/[;\s]+/).map(function (part) {
      return part.replace(/^,+|,+$/g, "").replace(/,/g, ".");
    }).filter(Boolean);
    if (parts.length === 1) parts = row.trim().split(",");
    if (parts.length !== 2 || !parts.every(function (part) { return NUMBER.test(part); })) return null;
    var lat = Number(parts[0]), lon = Number(parts[1]);
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lat, lon] : null;
  }

  // The points, or the number of the first row that is none.
  function read(text) {
    var points = [], rows = text.split(/\r\n|\r|\n/);
    for (var i = 0; i < rows.length; i += 1) {
      if (rows[i].trim()) {
        var found = point(rows[i]);
        if (!found || points.length === POINTS_MAX) return { points: [], wrong: i + 1 };
        points.push(found);
      }
    }
    return { points: points, wrong: 0 };
  }

  function write(points) {
    return points.map(function (at) { return at[0].toFixed(6) + ", " + at[1].toFixed(6); }).join("\n");
  }

  // Metres in a degree on WGS84, as printed by the US National Geospatial-Intelligence Agency.
  function step(a, b) {
    var phi = (a[0] + b[0]) / 2 * Math.PI / 180;
    var north = 111132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
    var east = 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi);
    return Math.sqrt(Math.pow((b[0] - a[0]) * north, 2) + Math.pow((b[1] - a[1]) * east, 2));
  }

  function length(points) {
    var sum = 0;
    for (var i = 1; i < points.length; i += 1) sum += step(points[i - 1], points[i]);
    return sum;
  }

  function distance(metres, locale) {
    if (metres < 1000) return Math.round(metres).toLocaleString(locale) + "\u00a0m";
    return (Math.round(metres / 100) / 10).toLocaleString(locale) + "\u00a0km";
  }

  return { read: read, write: write, length: length, distance: distance };
})();
