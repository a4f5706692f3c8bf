import { describe, expect, it } from "vitest";
import { hintStartBitrate } from "../src/peer/hint-start-bitrate.ts";
import { readFingerprint } from "../src/peer/read-fingerprint.ts";

const SDP = [
  "v=0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10",
  "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98",
  "a=fingerprint:sha-256 aa:bb",
  "a=rtpmap:96 VP8/90000",
  "a=rtpmap:97 rtx/90000",
  "a=fmtp:97 apt=96",
  "a=rtpmap:98 H264/90000",
  "a=fmtp:98 packetization-mode=1",
  "",
].join("\r\n");

describe("a description", () => {
  it("asks for a good picture from its first second, of the video's codecs alone", () => {
    const lines = hintStartBitrate(SDP, 800).split("\r\n");
    expect(lines).toContain("a=fmtp:96 x-google-start-bitrate=800");
    expect(lines).toContain("a=fmtp:98 packetization-mode=1;x-google-start-bitrate=800");
    expect(lines).toContain("a=fmtp:97 apt=96");
    expect(lines).toContain("a=fmtp:111 minptime=10");
  });

  it("asks for it once", () => {
    expect(hintStartBitrate(hintStartBitrate(SDP, 800), 400)).toBe(hintStartBitrate(SDP, 800));
  });

  it("tells its connection from another by the fingerprint", () => {
    expect(readFingerprint(SDP)).toBe("SHA-256 AA:BB");
    expect(readFingerprint("v=0\r\n")).toBe("");
  });
});
