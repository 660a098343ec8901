// A preset inside a link: deflated, behind the #, which no browser sends to a server.
const MOST = 200_000;

async function through(stream, data) {
  const reader = new Blob([data]).stream().pipeThrough(stream).getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    if ((size += value.length) > MOST) throw new Error("too long");
    parts.push(value);
  }
}

export async function packed(text) {
  const raw = await through(new CompressionStream("deflate-raw"), text);
  return btoa(Array.from(raw, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export async function unpacked(code) {
  const raw = Uint8Array.from(atob(code.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(await through(new DecompressionStream("deflate-raw"), raw));
}
