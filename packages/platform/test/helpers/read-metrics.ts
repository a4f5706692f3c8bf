/** A platform's metrics, as Prometheus reads them. */
export interface Metrics {
  readonly text: string;
  /** @param series as it is written: `calls_ended_total{reason="lost",from_state="active"}` */
  readonly valueOf: (series: string) => number | undefined;
}

export async function readMetrics(url: string): Promise<Metrics> {
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  const values = new Map(
    text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => {
        const space = line.lastIndexOf(" ");
        return [line.slice(0, space), Number(line.slice(space + 1).replace("Nan", "NaN"))];
      }),
  );
  return { text, valueOf: (series) => values.get(series) };
}
