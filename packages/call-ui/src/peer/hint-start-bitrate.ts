const VIDEO_CODECS = /^(VP8|VP9|H264|H265|AV1)\//i;

/**
 * Tells Chromium what bitrate a video starts with, in place of 300 kbit/s. Goes into the description that came from the other side:
 * the sender reads that one. Other browsers ignore it.
 *
 * @param kbps libwebrtc probes for three and six times as much at once, so a value beyond the link fills its queue.
 */
export function hintStartBitrate(sdp: string, kbps: number): string {
  return sdp
    .split(/(?=^m=)/m)
    .map((section) => (section.startsWith("m=video") ? hintSection(section, kbps) : section))
    .join("");
}

function hintSection(section: string, kbps: number): string {
  const hint = `x-google-start-bitrate=${kbps}`;
  return section
    .replace(/^a=rtpmap:(\d+) (\S+)\r\n/gm, (line, payload: string, codec: string) => {
      if (!VIDEO_CODECS.test(codec) || section.includes(`a=fmtp:${payload} `)) return line;
      return `${line}a=fmtp:${payload} ${hint}\r\n`;
    })
    .replace(/^a=fmtp:(\d+) (.*)\r\n/gm, (line, payload: string, parameters: string) => {
      const codec = new RegExp(`^a=rtpmap:${payload} (\\S+)`, "m").exec(section)?.[1] ?? "";
      if (!VIDEO_CODECS.test(codec) || parameters.includes("x-google-start-bitrate")) return line;
      return `a=fmtp:${payload} ${parameters};${hint}\r\n`;
    });
}
