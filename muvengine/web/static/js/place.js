// A press on the map writes the position of a shop into the form; without it, it is typed.
(function () {
  "use strict";
  var box = document.querySelector("[data-place] [data-map]");
  var lat = document.getElementById("lat"), lon = document.getElementById("lon");
  var map = box && box.muvMap, marker = null;
  if (!map || !lat || !lon) return;
  document.querySelector("[data-place-hint]").hidden = false;
  map.on("click", function (press) {
    lat.value = press.latlng.lat.toFixed(5);
    lon.value = press.latlng.lng.toFixed(5);
    if (marker) map.removeLayer(marker);
    marker = L.circleMarker(press.latlng, {
      className: "map-place", radius: 10, interactive: false,
    }).addTo(map);
  });
})();
