// A browser starts no worker from a file on disk. There the search runs in a hidden frame instead, which acts as a worker.
if (location.protocol === "file:") {
  const inside = (url) => `<!doctype html><title>Search</title><body><script>
    importScripts = (...all) => all.reduce((before, src) => before.then(() => new Promise((done, failed) => {
      document.body.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
    })), Promise.resolve());
    postMessage = (data) => parent.postMessage(data, "*");
  <${"/"}script><script src="${url}"><${"/"}script>`;

  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.frame = Object.assign(document.createElement("iframe"), { hidden: true, title: "Search" });
      this.ready = new Promise((done) => { this.frame.onload = done; });
      window.addEventListener("message", (event) => {
        if (event.source !== this.frame.contentWindow) return;
        const told = new MessageEvent("message", { data: event.data });
        this.dispatchEvent(told);
        this.onmessage?.(told);
      });
      document.body.append(this.frame);
      const page = this.frame.contentWindow.document;
      page.open();
      page.write(inside(new URL(url, location)));
      page.close();
    }

    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() { this.frame.remove(); }
  };
}
