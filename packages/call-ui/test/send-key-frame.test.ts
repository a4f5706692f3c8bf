import { describe, expect, it } from "vitest";
import { sendKeyFrame } from "../src/peer/send-key-frame.ts";
import { FakeSender } from "./fake-peer-connection.ts";

function senderOf(
  kind: "audio" | "video",
  setParameters: (...all: unknown[]) => Promise<void>,
): RTCRtpSender {
  const sender = Object.assign(new FakeSender(), { setParameters });
  sender.track = { kind, label: kind };
  return sender as unknown as RTCRtpSender;
}

describe("a complete frame", () => {
  it("is asked of each encoding of a picture, and not of sound", async () => {
    const asked: unknown[] = [];
    const note = async (_parameters: unknown, options: unknown): Promise<void> => void asked.push(options);
    await sendKeyFrame(senderOf("video", note));
    await sendKeyFrame(senderOf("audio", note));
    expect(asked).toEqual([{ encodingOptions: [{ keyFrame: true }] }]);
  });

  it("is left to the receiver where another change runs, and other errors are reported", async () => {
    const rejecting = (name: string) => async (): Promise<void> => {
      throw new DOMException("Not now.", name);
    };
    await sendKeyFrame(senderOf("video", rejecting("InvalidStateError")));
    await expect(sendKeyFrame(senderOf("video", rejecting("OperationError")))).rejects.toThrow("Not now.");
  });
});
