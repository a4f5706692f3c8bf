import { expect, it } from "vitest";
import { createDisplayName, createPublicName } from "../../src/identity/agents.ts";

it("shows an agent's name, else the contact address, else the e-mail without the organisation id", () => {
  const agent = {
    firstName: " Jane",
    lastName: "Doe ",
    contactEmail: "c@example.com",
    email: "org1j@example.com",
    organizationId: "org1",
  };
  expect(createDisplayName(agent)).toBe("Jane Doe");
  expect(createDisplayName({ ...agent, firstName: "", lastName: " " })).toBe("c@example.com");
  expect(createDisplayName({ ...agent, firstName: "", lastName: "", contactEmail: "" })).toBe(
    "j@example.com",
  );
  expect(
    createDisplayName({ ...agent, firstName: "", lastName: "", contactEmail: "", organizationId: "" }),
  ).toBe("org1j@example.com");
});

it("shows a visitor the agent's name, else the company's, never an e-mail address", () => {
  expect(createPublicName({ firstName: "Jane", lastName: "Doe" }, "Acme")).toBe("Jane Doe");
  expect(createPublicName({ firstName: "", lastName: " " }, "Acme")).toBe("Acme");
  expect(createPublicName({ firstName: "jane@acme.example", lastName: "" }, "Acme")).toBe("Acme");
});
