export type CampaignId = string & { readonly brand?: 'campaign' }
export type CampaignRow = bigint
export interface CampaignSettings {
  readonly theme: string
}
export type Audience = { readonly size: number }
