/** Posts JSON and resolves with what was answered; rejects with a refusal. */
export async function post<Body>(url: string, body: unknown, token?: string): Promise<Body> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}
