// A sound and a shake for each answer, for those who look at the customer and not at the tablet.
(function (till) {
  "use strict";
  const KEPT = "muv-till-sound";
  // Hertz and seconds: up for yes, twice the same for used, low for no.
  const TUNES = { yes: [[660, 0.12], [990, 0.2]], used: [[520, 0.14], [520, 0.14]], no: [[220, 0.45]] };
  const SHAKES = { yes: [80], used: [80, 80, 80], no: [400] };
  let context = null;

  function on() {
    try { return localStorage.getItem(KEPT) !== "off"; } catch (error) { return true; }
  }

  function tone(hertz, start, seconds) {
    const wave = context.createOscillator(), volume = context.createGain();
    wave.frequency.value = hertz;
    volume.gain.setValueAtTime(0.2, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + seconds);
    wave.connect(volume).connect(context.destination);
    wave.start(start);
    wave.stop(start + seconds);
  }

  function play(kind) {
    if (navigator.vibrate) { navigator.vibrate(SHAKES[kind]); }
    if (!on() || !window.AudioContext) { return; }
    context = context || new AudioContext();
    context.resume();
    let start = context.currentTime;
    TUNES[kind].forEach(function (one) {
      tone(one[0], start, one[1]);
      start += one[1] + 0.03;
    });
  }

  function button(element) {
    function show() { element.setAttribute("aria-pressed", String(on())); }
    element.addEventListener("click", function () {
      try { localStorage.setItem(KEPT, on() ? "off" : "on"); } catch (error) { return; }
      show();
      if (on()) { play("yes"); }
    });
    show();
    element.hidden = false;
  }

  till.sound = { play: play, button: button };
}(window.muvTill = window.muvTill || {}));
