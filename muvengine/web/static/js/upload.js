// Says which files were chosen; sends several one by one, each with a bar of its own.
(function () {
  "use strict";
  function line(list, name) {
    var item = document.createElement("li");
    var label = document.createElement("label");
    var bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    label.append(name, bar);
    item.append(label);
    list.append(item);
    return bar;
  }
  function send(url, data, bar) {
    return new Promise(function (resolve, reject) {
      var request = new XMLHttpRequest();
      request.open("POST", url);
      request.responseType = "json";
      request.upload.onprogress = function (event) {
        if (event.lengthComputable) { bar.value = event.loaded / event.total; }
      };
      request.onload = function () {
        if (request.status >= 400 || !request.response) { reject(request.status); return; }
        bar.value = 1;
        resolve(request.response);
      };
      request.onerror = reject;
      request.send(data);
    });
  }
  function part(form, file, first) {
    var data = new FormData();
    data.append("csrf_token", form.elements.csrf_token.value);
    data.append("first", first);
    data.append("file", file);
    return data;
  }
  function sendAll(form, files, list) {
    var start = new FormData(form);
    start.delete("file");
    var bars = files.map(function (file) { return line(list, file.name); });
    return send(form.dataset.upload, start, bars[0]).then(function (batch) {
      bars[0].value = 0;
      return files.reduce(function (before, file, i) {
        return before.then(function (first) {
          return send(batch.files, part(form, file, first), bars[i]).then(function (answer) {
            return answer.next;
          });
        });
      }, Promise.resolve(1)).then(function () { location.href = batch.page; });
    });
  }
  document.querySelectorAll("form[data-upload]").forEach(function (form) {
    var input = form.querySelector("input[type=file]");
    var chosen = form.querySelector("[data-chosen]");
    var list = form.querySelector("[data-files]");
    var button = form.querySelector("button");
    var plain = false;
    input.addEventListener("change", function () {
      var names = Array.from(input.files).map(function (file) { return file.name; });
      chosen.textContent = names.length ? form.dataset.ready + " " + names.join(", ") : "";
    });
    form.addEventListener("submit", function (event) {
      var files = Array.from(input.files);
      chosen.textContent = form.dataset.sending;
      if (files.length > 1 && !plain && form.querySelector("input[name=mode]:checked")) {
        event.preventDefault();
        list.textContent = "";
        sendAll(form, files, list).catch(function () {
          // The plain form says in words what is wrong.
          plain = true;
          form.requestSubmit(button);
        });
      }
      // After the browser has taken the form: a button that is off is not sent.
      setTimeout(function () { button.disabled = true; }, 0);
    });
    // Back from the next page, the form must work again.
    window.addEventListener("pageshow", function () { button.disabled = false; });
  });
})();
