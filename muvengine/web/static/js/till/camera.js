// The camera reads the square: by the browser itself where it can, else by a reader fetched when needed.
(function (till) {
  "use strict";
  const EVERY_MS = 150, WIDTH_PX = 960;
  const panel = document.querySelector("[data-camera]"), video = panel.querySelector("video");
  const said = panel.querySelector("[data-camera-said]"), open = document.querySelector("[data-camera-open]");
  let stream = null, reader = null;

  function script(address) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  }

  async function native() {
    if (!window.BarcodeDetector) { return null; }
    const formats = await BarcodeDetector.getSupportedFormats();
    if (!formats.includes("qr_code")) { return null; }
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async function () {
      const found = await detector.detect(video);
      return found.length ? found[0].rawValue : "";
    };
  }

  async function fetched() {
    await script(panel.dataset.reader);
    // Without this it would ask another host.
    window.ZXingWASM.prepareZXingModule({ overrides: { locateFile: function () { return panel.dataset.wasm; } } });
    const canvas = document.createElement("canvas");
    return async function () {
      canvas.width = Math.min(WIDTH_PX, video.videoWidth);
      canvas.height = Math.round(video.videoHeight * canvas.width / video.videoWidth);
      const picture = canvas.getContext("2d", { willReadFrequently: true });
      picture.drawImage(video, 0, 0, canvas.width, canvas.height);
      const image = picture.getImageData(0, 0, canvas.width, canvas.height);
      const found = await window.ZXingWASM.readBarcodes(image, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
      return found.length ? found[0].text : "";
    };
  }

  function close() {
    if (stream) { stream.getTracks().forEach(function (track) { track.stop(); }); }
    stream = null;
    video.srcObject = null;
    panel.hidden = true;
    open.setAttribute("aria-expanded", "false");
  }

  async function watch(mine, found) {
    while (stream === mine) {
      const text = video.videoWidth ? await reader().catch(function () { return ""; }) : "";
      if (text && stream === mine) {
        close();
        found(text);
        return;
      }
      await new Promise(function (resolve) { setTimeout(resolve, EVERY_MS); });
    }
  }

  async function start(found) {
    panel.hidden = false;
    open.setAttribute("aria-expanded", "true");
    said.textContent = till.say("camera_starts");
    try {
      const mine = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1280 } } });
      stream = mine;
      video.srcObject = mine;
      await video.play();
      reader = reader || await native() || await fetched();
      said.textContent = till.say("camera_hold");
      watch(mine, found);
    } catch (error) {
      close();
      panel.hidden = false;
      said.textContent = till.say(error && error.name === "NotAllowedError" ? "camera_refused" : "camera_none");
    }
  }

  // Without network the reader must already be here; browsers that read by themselves need none.
  function prepare() {
    if (!window.BarcodeDetector) { [panel.dataset.reader, panel.dataset.wasm].forEach(function (one) { fetch(one).catch(function () { return null; }); }); }
  }

  function button(found) {
    if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) { return; }
    open.hidden = false;
    open.addEventListener("click", function () { if (stream) { close(); } else { start(found); } });
    panel.querySelector("[data-camera-close]").addEventListener("click", function () { close(); open.focus(); });
    document.addEventListener("visibilitychange", function () { if (document.hidden) { close(); } });
  }

  till.camera = { button: button, prepare: prepare, close: close };
}(window.muvTill = window.muvTill || {}));
