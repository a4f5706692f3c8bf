import { Icon } from "@videoengager/ui-kit/icon";
import { Bike } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { SourcePanel } from "./source-panel.tsx";
import { TalkForm } from "./talk-form.tsx";

export interface DemoSiteProps {
  /** Null if the platform has no demo tenant. */
  readonly knownTenantId: string | null;
}

/** A company's website with a button for a video call, next to its source. */
export function DemoSite({ knownTenantId }: DemoSiteProps): JSX.Element {
  const [tenantId, setTenantId] = useState(knownTenantId ?? "");
  return (
    <div class="demo">
      <div class="shop">
        <header class="shop__head">
          <span class="shop__mark">
            <Icon node={Bike} size={22} />
          </span>
          <span class="shop__name">Fernhill Cycles</span>
          <span class="shop__tag">Demo web site</span>
        </header>
        <main class="shop__main">
          <h1 class="shop__title">See the bike before you buy it</h1>
          <p class="shop__lead">
            One of our mechanics shows you the frame, the gears and the fit on video, and answers what you
            ask.
          </p>
          <TalkForm tenantId={tenantId} onTenantId={knownTenantId === null ? setTenantId : null} />
          <p class="shop__aside">
            For the other side of this call, open the <a href="/desk/">agent desk</a>, sign in and go on the
            queue.
          </p>
        </main>
      </div>
      <SourcePanel tenantId={tenantId} />
    </div>
  );
}
