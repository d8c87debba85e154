// Generated from contract/kiamo-v3.openapi.yaml by `npm run contract`; do not edit.
export interface paths {
    "/bases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the contact bases */
        get: operations["listBases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bases/{baseId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        /** Get one contact base */
        get: operations["getBase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bases/{baseId}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        /** List the fields of a base */
        get: operations["listBaseFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bases/{baseId}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        /** List the contacts of a base */
        get: operations["listContacts"];
        /**
         * Update 1 to 100 contacts
         * @description One bad element refuses the whole array: 422 with `errors`, or 404 with `errors` when an id is unknown.
         *     A contact that is given the values it has already keeps its `updated_at`.
         */
        put: operations["updateContacts"];
        /**
         * Create 1 to 100 contacts
         * @description One bad element refuses the whole array, with `errors` that name the element (`3.fields.contactEmail`).
         */
        post: operations["createContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bases/{baseId}/contacts/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        /** Get one contact */
        get: operations["getContact"];
        /** Update one contact */
        put: operations["updateContact"];
        post?: never;
        /** Delete one contact */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bases/{baseId}/contacts/{contactId}/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        /** List the interactions of a contact */
        get: operations["listContactInteractions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the services */
        get: operations["listServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{serviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        /** Get one service */
        get: operations["getService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{serviceId}/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create 1 to 100 interactions in a service
         * @description A call-back, a task or an outbound contact. One bad element refuses the whole array, with `errors` that name the
         *     element (`3.destination`). A `reference` may be given twice: Kiamo does not refuse it.
         */
        post: operations["createInteractions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{serviceId}/qualifications": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        /** List the qualifications of a service */
        get: operations["listServiceQualifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the interactions */
        get: operations["listInteractions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{interactionId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        /** Get one interaction */
        get: operations["getInteraction"];
        /**
         * Update one interaction
         * @description The date of one that is no longer `scheduled` cannot be changed, nor the agent or the priority of one that is neither
         *     `scheduled` nor `waiting`: 409. An update that changes nothing leaves `updated_at`.
         */
        put: operations["updateInteraction"];
        post?: never;
        /**
         * Cancel one interaction
         * @description Only one that is `scheduled` or `waiting` can be cancelled: 409 otherwise. It stays, with the status `cancelled`.
         */
        delete: operations["cancelInteraction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{interactionId}/qualification": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Qualify one interaction
         * @description For an interaction that an agent took: 409 otherwise. 422 for a qualification that its service does not have.
         */
        put: operations["qualifyInteraction"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{interactionId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        /** List the messages of an interaction */
        get: operations["listInteractionMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{interactionId}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        /** List the recordings, voicemails and files of an interaction */
        get: operations["listInteractionAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{interactionId}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
                attachmentId: components["parameters"]["attachmentId"];
            };
            cookie?: never;
        };
        /**
         * Download one recording, voicemail or file
         * @description 409 while it is not ready.
         */
        get: operations["downloadAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the agents */
        get: operations["listAgents"];
        put?: never;
        /**
         * Create 1 to 100 agents
         * @description One bad element refuses the whole array. A login that is taken is 409, with `errors`.
         */
        post: operations["createAgents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the present states of all agents */
        get: operations["listAgentStates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{agentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        /** Get one agent */
        get: operations["getAgent"];
        /**
         * Update one agent
         * @description A login that is taken is 409. An update that changes nothing leaves `updated_at`.
         */
        put: operations["updateAgent"];
        post?: never;
        /**
         * Delete one agent
         * @description 409 while the agent is logged in.
         */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{agentId}/state": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        /** Get the present state of one agent */
        get: operations["getAgentState"];
        /**
         * Set the state of one agent
         * @description 409 while the agent is ringing, in a call, handling or in wrap-up. 422 for `paused` without a reason.
         */
        put: operations["setAgentState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{agentId}/skills": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the skills of one agent
         * @description The agent has these skills afterwards, and no others.
         */
        put: operations["setAgentSkills"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{agentId}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a call of an agent (click to call)
         * @description The telephone of the agent rings first. 409 for an agent who is not available or paused.
         */
        post: operations["startAgentCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pause-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the reasons for a pause */
        get: operations["listPauseReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the skills that agents may have */
        get: operations["listSkills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the groups of agents */
        get: operations["listGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{groupId}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupId: components["parameters"]["groupIdInPath"];
            };
            cookie?: never;
        };
        /** List the agents of a group */
        get: operations["listGroupAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{groupId}/agents/{agentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupId: components["parameters"]["groupIdInPath"];
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Add an agent to a group
         * @description Nothing changes for an agent who is in the group already.
         */
        put: operations["addGroupAgent"];
        post?: never;
        /**
         * Remove an agent from a group
         * @description 404 for an agent who is not in the group.
         */
        delete: operations["removeGroupAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/supervision/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the live indicators of the services */
        get: operations["listServiceIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/supervision/services/{serviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        /** Get the live indicators of one service */
        get: operations["getServiceIndicators"];
        /** Open or close a service */
        put: operations["setServiceOpen"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/supervision/services/{serviceId}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        /** List the interactions that wait in a service */
        get: operations["listQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/supervision/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the live indicators of the agents */
        get: operations["listAgentIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/supervision/agents/{agentId}/state": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Force an agent into a state
         * @description As the agent would do; while the agent is busy it takes effect afterwards, and the answer shows the present state.
         */
        put: operations["forceAgentState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/supervision/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the live indicators of the groups of agents */
        get: operations["listGroupIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the kinds of activity */
        get: operations["listActivities"];
        put?: never;
        /**
         * Create 1 to 100 kinds of activity
         * @description One bad element refuses the whole array.
         */
        post: operations["createActivities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/activities/{activityId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activityId: components["parameters"]["activityId"];
            };
            cookie?: never;
        };
        get?: never;
        /** Update one kind of activity */
        put: operations["updateActivity"];
        post?: never;
        /**
         * Delete one kind of activity
         * @description 409 while it is planned for anybody.
         */
        delete: operations["deleteActivity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/planned-activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the planned activities */
        get: operations["listPlannedActivities"];
        put?: never;
        /**
         * Plan 1 to 100 activities
         * @description One bad element refuses the whole array. What overlaps another planned activity of the same agent is 409, with `errors`;
         *     slots that touch do not overlap.
         */
        post: operations["createPlannedActivities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/planned-activities/{plannedActivityId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plannedActivityId: components["parameters"]["plannedActivityId"];
            };
            cookie?: never;
        };
        /** Get one planned activity */
        get: operations["getPlannedActivity"];
        /**
         * Update one planned activity
         * @description 409 when it would overlap another of the agent. An update that changes nothing leaves `updated_at`.
         */
        put: operations["updatePlannedActivity"];
        post?: never;
        /** Delete one planned activity */
        delete: operations["deletePlannedActivity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description 24 hexadecimal characters */
        ObjectId: string;
        /** @description Clients also take it as text, and never compare ids by type. */
        IntegerId: number;
        /** @description A moment in UTC with milliseconds; clients also take whole seconds and `+00:00`. */
        DateTime: string;
        /** @description A moment, with any offset */
        AnyDateTime: string;
        Error: {
            /** @description The HTTP status */
            code: number;
            message: string;
            /** @description Every bad element, with 400, 404, 409 and 422 */
            errors?: components["schemas"]["FieldError"][];
        };
        FieldError: {
            /** @description Where it is, for instance `3.fields.contactEmail` */
            field: string;
            message: string;
        };
        /** @description Rows of the whole list; clients do without it. */
        Total: number;
        Base: {
            id: components["schemas"]["ObjectId"];
            name: string;
            contacts_count?: number;
        };
        BaseList: {
            data: components["schemas"]["Base"][];
            total?: components["schemas"]["Total"];
        };
        Field: {
            /** @description The key of the field in a contact */
            name: string;
            /** @description What the people in Kiamo read */
            label: string;
            /** @enum {string} */
            type: "default" | "custom";
            /** @enum {string} */
            data_type: "string" | "text" | "phone" | "email" | "date" | "datetime" | "number" | "boolean" | "list";
            required: boolean;
            /** @description The values that a list takes */
            values?: string[];
        };
        FieldList: {
            data: components["schemas"]["Field"][];
            total?: components["schemas"]["Total"];
        };
        /** @description The fields by their name in the base. A blank field is null, an empty text or not there. */
        ContactFields: {
            [key: string]: string | number | boolean | null;
        };
        Contact: {
            id: components["schemas"]["ObjectId"];
            base_id: components["schemas"]["ObjectId"];
            fields: components["schemas"]["ContactFields"];
            created_at: components["schemas"]["DateTime"];
            updated_at: components["schemas"]["DateTime"];
        };
        ContactList: {
            data: components["schemas"]["Contact"][];
            total?: components["schemas"]["Total"];
        };
        NewContact: {
            fields: components["schemas"]["ContactFields"];
        };
        ContactChange: {
            id: components["schemas"]["ObjectId"];
            fields: components["schemas"]["ContactFields"];
        };
        /** @enum {string} */
        Channel: "call" | "mail" | "chat" | "messaging" | "social";
        /** @enum {string} */
        Direction: "inbound" | "outbound";
        /** @enum {string} */
        InteractionStatus: "scheduled" | "waiting" | "in_progress" | "wrap_up" | "ended" | "abandoned" | "cancelled";
        Qualification: {
            id: components["schemas"]["IntegerId"];
            label: string;
            category?: string | null;
        };
        QualificationList: {
            data: components["schemas"]["Qualification"][];
            total?: components["schemas"]["Total"];
        };
        /** @description A flat map of the customer's own variables */
        UserData: {
            [key: string]: string | number | boolean | null;
        };
        Interaction: {
            id: components["schemas"]["IntegerId"];
            /** @description The customer's own id */
            reference?: string | null;
            label?: string | null;
            channel: components["schemas"]["Channel"];
            direction: components["schemas"]["Direction"];
            status: components["schemas"]["InteractionStatus"];
            priority?: components["schemas"]["Priority"];
            service_id: components["schemas"]["IntegerId"];
            agent_id?: components["schemas"]["IntegerId"] | null;
            contact_id?: components["schemas"]["ObjectId"] | null;
            base_id?: components["schemas"]["ObjectId"] | null;
            /** @description The customer's number or address */
            customer?: string | null;
            /** @description The number that was dialled */
            dialled?: string | null;
            /** @description Where to reach the customer, as it was given when it was created */
            destination?: string | null;
            created_at: components["schemas"]["DateTime"];
            scheduled_date?: components["schemas"]["DateTime"] | null;
            /** @description When an agent took it */
            answered_at?: components["schemas"]["DateTime"] | null;
            /** @description When the customer was gone, or it was abandoned or cancelled. Wrap-up may follow. */
            ended_at?: components["schemas"]["DateTime"] | null;
            qualified_at?: components["schemas"]["DateTime"] | null;
            /** @description Moves with every change, also when an attachment becomes ready */
            updated_at: components["schemas"]["DateTime"];
            /** @description Until now, while it waits */
            waiting_seconds?: number | null;
            handling_seconds?: number | null;
            wrap_up_seconds?: number | null;
            qualification?: components["schemas"]["Qualification"] | null;
            /** @description What the agent wrote when qualifying it */
            comment?: string | null;
            userdata?: components["schemas"]["UserData"];
            /** @description Whether a recording is ready */
            has_recording?: boolean;
            /** @description Whether a voicemail is ready */
            has_voicemail?: boolean;
        };
        InteractionList: {
            data: components["schemas"]["Interaction"][];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description The highest goes first.
         * @default 5
         */
        Priority: number;
        /** @description A moment, or `YYYY-MM-DD HH:mm:ss` in UTC */
        ScheduledDate: components["schemas"]["AnyDateTime"] | string;
        NewInteraction: {
            /** @description A telephone number, an e-mail address or the id of a stream, as the channel of the service wants it */
            destination: string;
            scheduled_date?: components["schemas"]["ScheduledDate"];
            userdata?: components["schemas"]["UserData"];
            agent_id?: components["schemas"]["IntegerId"];
            reference?: string;
            label?: string;
            priority?: components["schemas"]["Priority"];
            contact_id?: components["schemas"]["ObjectId"];
        };
        InteractionChange: {
            scheduled_date?: components["schemas"]["ScheduledDate"];
            priority?: components["schemas"]["Priority"];
            agent_id?: components["schemas"]["IntegerId"] | null;
            /** @description Merged key by key; null takes a key away. */
            userdata?: components["schemas"]["UserData"];
        };
        QualificationChoice: {
            qualification_id: components["schemas"]["IntegerId"];
            comment?: string;
        };
        Message: {
            /** @description For instance `K9ZTC75089y37lvs_1566829837858` */
            id: string;
            /** @enum {string} */
            author: "customer" | "agent" | "system";
            agent_id?: components["schemas"]["IntegerId"] | null;
            subject?: string | null;
            text: string;
            created_at: components["schemas"]["DateTime"];
        };
        MessageList: {
            data: components["schemas"]["Message"][];
            total?: components["schemas"]["Total"];
        };
        Attachment: {
            id: components["schemas"]["IntegerId"];
            /** @enum {string} */
            kind: "recording" | "voicemail" | "file";
            name: string;
            mime_type: string;
            /** @description Bytes; null while it is not ready */
            size?: number | null;
            ready: boolean;
            created_at: components["schemas"]["DateTime"];
        };
        AttachmentList: {
            data: components["schemas"]["Attachment"][];
            total?: components["schemas"]["Total"];
        };
        Service: {
            id: components["schemas"]["IntegerId"];
            name: string;
            channel: components["schemas"]["Channel"];
            direction: components["schemas"]["Direction"];
            open: boolean;
        };
        ServiceList: {
            data: components["schemas"]["Service"][];
            total?: components["schemas"]["Total"];
        };
        Agent: {
            id: components["schemas"]["IntegerId"];
            login: string;
            first_name: string;
            last_name: string;
            email?: string | null;
            /** @description The number of the agent's telephone */
            extension?: string | null;
            /** @description Whether the agent may log in */
            enabled: boolean;
            group_ids?: components["schemas"]["IntegerId"][];
            skills?: components["schemas"]["AgentSkill"][];
            updated_at?: components["schemas"]["DateTime"];
        };
        AgentList: {
            data: components["schemas"]["Agent"][];
            total?: components["schemas"]["Total"];
        };
        NewAgent: {
            login: string;
            first_name: string;
            last_name: string;
            email?: string | null;
            extension?: string | null;
            /** @default true */
            enabled?: boolean;
            group_ids?: components["schemas"]["IntegerId"][];
        };
        AgentChange: {
            login?: string;
            first_name?: string;
            last_name?: string;
            email?: string | null;
            extension?: string | null;
            enabled?: boolean;
            group_ids?: components["schemas"]["IntegerId"][];
        };
        Skill: {
            id: components["schemas"]["IntegerId"];
            name: string;
        };
        SkillList: {
            data: components["schemas"]["Skill"][];
            total?: components["schemas"]["Total"];
        };
        SkillLevel: {
            id: components["schemas"]["IntegerId"];
            level: number;
        };
        AgentSkill: {
            id: components["schemas"]["IntegerId"];
            name: string;
            level: number;
        };
        /** @enum {string} */
        AgentStateName: "logged_out" | "available" | "paused" | "ringing" | "in_call" | "handling" | "wrap_up";
        AgentState: {
            agent_id: components["schemas"]["IntegerId"];
            state: components["schemas"]["AgentStateName"];
            pause_reason_id?: components["schemas"]["IntegerId"] | null;
            since: components["schemas"]["DateTime"];
            interaction_id?: components["schemas"]["IntegerId"] | null;
        };
        AgentStateList: {
            data: components["schemas"]["AgentState"][];
            total?: components["schemas"]["Total"];
        };
        AgentStateChange: {
            /** @enum {string} */
            state: "logged_out" | "available" | "paused";
            pause_reason_id?: components["schemas"]["IntegerId"];
        };
        PauseReason: {
            id: components["schemas"]["IntegerId"];
            label: string;
        };
        PauseReasonList: {
            data: components["schemas"]["PauseReason"][];
            total?: components["schemas"]["Total"];
        };
        Group: {
            id: components["schemas"]["IntegerId"];
            name: string;
        };
        GroupList: {
            data: components["schemas"]["Group"][];
            total?: components["schemas"]["Total"];
        };
        NewCall: {
            destination: string;
            userdata?: components["schemas"]["UserData"];
        };
        StartedCall: {
            interaction_id: components["schemas"]["IntegerId"];
        };
        /** @description How many agents there are */
        AgentCounts: {
            logged_in: number;
            available: number;
            paused: number;
            busy: number;
        };
        /** @description From 0 to 1; null where there is nothing to divide */
        Rate: number | null;
        /** @description Seconds; null where there is nothing to divide */
        Average: number | null;
        /** @description Since midnight of the server */
        ServiceToday: {
            received: number;
            answered: number;
            abandoned: number;
            average_wait_seconds?: components["schemas"]["Average"];
            average_handling_seconds?: components["schemas"]["Average"];
            answer_rate?: components["schemas"]["Rate"];
            service_level?: components["schemas"]["Rate"];
        };
        ServiceIndicators: {
            service_id: components["schemas"]["IntegerId"];
            name: string;
            channel?: components["schemas"]["Channel"];
            open: boolean;
            waiting: number;
            /** @description null when nobody waits */
            longest_wait_seconds?: number | null;
            in_progress?: number;
            agents?: components["schemas"]["AgentCounts"];
            today?: components["schemas"]["ServiceToday"];
            at: components["schemas"]["DateTime"];
        };
        ServiceIndicatorsList: {
            data: components["schemas"]["ServiceIndicators"][];
            total?: components["schemas"]["Total"];
        };
        ServiceOpening: {
            open: boolean;
        };
        /** @description Since midnight of the server */
        AgentToday: {
            handled: number;
            average_handling_seconds?: components["schemas"]["Average"];
            logged_in_seconds?: number;
            paused_seconds?: number;
            busy_seconds?: number;
        };
        AgentIndicators: {
            agent_id: components["schemas"]["IntegerId"];
            name: string;
            group_ids?: components["schemas"]["IntegerId"][];
            state: components["schemas"]["AgentStateName"];
            pause_reason_id?: components["schemas"]["IntegerId"] | null;
            since: components["schemas"]["DateTime"];
            interaction_id?: components["schemas"]["IntegerId"] | null;
            today?: components["schemas"]["AgentToday"];
            at: components["schemas"]["DateTime"];
        };
        AgentIndicatorsList: {
            data: components["schemas"]["AgentIndicators"][];
            total?: components["schemas"]["Total"];
        };
        /** @description Since midnight of the server */
        GroupToday: {
            handled: number;
            average_handling_seconds?: components["schemas"]["Average"];
        };
        GroupIndicators: {
            group_id: components["schemas"]["IntegerId"];
            name: string;
            agents: components["schemas"]["AgentCounts"];
            today?: components["schemas"]["GroupToday"];
            at: components["schemas"]["DateTime"];
        };
        GroupIndicatorsList: {
            data: components["schemas"]["GroupIndicators"][];
            total?: components["schemas"]["Total"];
        };
        /** @enum {string} */
        ActivityKind: "work" | "break" | "training" | "meeting" | "absence";
        Activity: {
            id: components["schemas"]["IntegerId"];
            name: string;
            kind: components["schemas"]["ActivityKind"];
            paid?: boolean;
            color?: string | null;
        };
        ActivityList: {
            data: components["schemas"]["Activity"][];
            total?: components["schemas"]["Total"];
        };
        NewActivity: {
            name: string;
            kind: components["schemas"]["ActivityKind"];
            /** @default true */
            paid?: boolean;
            color?: components["schemas"]["Color"];
        };
        ActivityChange: {
            name?: string;
            kind?: components["schemas"]["ActivityKind"];
            paid?: boolean;
            color?: components["schemas"]["Color"];
        };
        /** @description Like `#2e7d32` */
        Color: string | null;
        PlannedActivity: {
            id: components["schemas"]["IntegerId"];
            agent_id: components["schemas"]["IntegerId"];
            activity_id: components["schemas"]["IntegerId"];
            start: components["schemas"]["DateTime"];
            end: components["schemas"]["DateTime"];
            comment?: string | null;
            created_at: components["schemas"]["DateTime"];
            updated_at: components["schemas"]["DateTime"];
        };
        PlannedActivityList: {
            data: components["schemas"]["PlannedActivity"][];
            total?: components["schemas"]["Total"];
        };
        NewPlannedActivity: {
            agent_id: components["schemas"]["IntegerId"];
            activity_id: components["schemas"]["IntegerId"];
            start: components["schemas"]["AnyDateTime"];
            /** @description Later than the start */
            end: components["schemas"]["AnyDateTime"];
            comment?: string | null;
        };
        PlannedActivityChange: {
            activity_id?: components["schemas"]["IntegerId"];
            start?: components["schemas"]["AnyDateTime"];
            end?: components["schemas"]["AnyDateTime"];
            comment?: string | null;
        };
    };
    responses: {
        /** @description Done; the body is empty */
        Done: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description 400 a malformed request, 401 a token that is missing, unknown, disabled or without this API, 403 a verb the
         *     token does not have, 404 an unknown id or path, 405 a verb this path does not have, 409 a conflict,
         *     413 an array that is too long, 422 a value Kiamo does not accept, 429 too many requests.
         */
        Refused: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Kiamo, or what stands before it, is out of order; the body may be anything. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        baseId: components["schemas"]["ObjectId"];
        contactId: components["schemas"]["ObjectId"];
        activityId: components["schemas"]["IntegerId"];
        agentId: components["schemas"]["IntegerId"];
        attachmentId: components["schemas"]["IntegerId"];
        groupIdInPath: components["schemas"]["IntegerId"];
        interactionId: components["schemas"]["IntegerId"];
        plannedActivityId: components["schemas"]["IntegerId"];
        serviceId: components["schemas"]["IntegerId"];
        /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
        limit: number;
        /** @description Rows to pass over */
        offset: number;
        /** @description The order of the rows; rows of one time are ordered by id */
        sort: "id" | "updated_at";
        /** @description Rows that hold this text in any field, whatever its case */
        search: string;
        /** @description Created at this moment or later, by the server's clock */
        createdFrom: components["schemas"]["AnyDateTime"];
        /** @description Created before this moment, by the server's clock */
        createdTo: components["schemas"]["AnyDateTime"];
        /** @description Last changed at this moment or later, by the server's clock */
        updatedFrom: components["schemas"]["AnyDateTime"];
        /** @description Last changed before this moment, by the server's clock */
        updatedTo: components["schemas"]["AnyDateTime"];
        /** @description Of any of these services */
        serviceIds: components["schemas"]["IntegerId"][];
        /** @description Of any of these agents */
        agentIds: components["schemas"]["IntegerId"][];
        /** @description Of any of these groups */
        groupIds: components["schemas"]["IntegerId"][];
        /** @description By any of these channels */
        channels: components["schemas"]["Channel"][];
        /** @description In any of these statuses */
        statuses: components["schemas"]["InteractionStatus"][];
        /** @description With any of these contacts */
        contactIds: components["schemas"]["ObjectId"][];
        /** @description With any of these ids of the customer's own */
        references: string[];
        /** @description In this direction */
        direction: components["schemas"]["Direction"];
        /** @description In this group */
        groupId: components["schemas"]["IntegerId"];
        /** @description Who may log in, or who may not */
        enabled: boolean;
        /** @description Answered at this moment or later, by the server's clock */
        answeredFrom: components["schemas"]["AnyDateTime"];
        /** @description Answered before this moment, by the server's clock */
        answeredTo: components["schemas"]["AnyDateTime"];
        /** @description Ended at this moment or later, by the server's clock */
        endedFrom: components["schemas"]["AnyDateTime"];
        /** @description Ended before this moment, by the server's clock */
        endedTo: components["schemas"]["AnyDateTime"];
        /** @description Scheduled for this moment or later */
        scheduledFrom: components["schemas"]["AnyDateTime"];
        /** @description Scheduled for before this moment */
        scheduledTo: components["schemas"]["AnyDateTime"];
        /** @description What ends after this moment */
        periodFrom: components["schemas"]["AnyDateTime"];
        /** @description What begins before this moment */
        periodTo: components["schemas"]["AnyDateTime"];
    };
    requestBodies: never;
    headers: {
        /** @description With 429 and 503, seconds to wait; clients also take a date. */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listBases: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
                /** @description Rows that hold this text in any field, whatever its case */
                q?: components["parameters"]["search"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of bases, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getBase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The base */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Base"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listBaseFields: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of fields, in the order the base shows them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: components["parameters"]["sort"];
                /** @description Rows that hold this text in any field, whatever its case */
                q?: components["parameters"]["search"];
                /**
                 * @description `filter[FIELD]=value`: contacts whose field equals the value, whatever its case. Repeated for one field:
                 *     any of the values. Several fields: all of them. A field the base does not have is answered 400.
                 */
                filter?: {
                    [key: string]: string | string[];
                };
                /** @description Created at this moment or later, by the server's clock */
                created_from?: components["parameters"]["createdFrom"];
                /** @description Created before this moment, by the server's clock */
                created_to?: components["parameters"]["createdTo"];
                /** @description Last changed at this moment or later, by the server's clock */
                updated_from?: components["parameters"]["updatedFrom"];
                /** @description Last changed before this moment, by the server's clock */
                updated_to?: components["parameters"]["updatedTo"];
            };
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of contacts, ordered by id unless sorted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    updateContacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactChange"][];
            };
        };
        responses: {
            /** @description The contacts after the change, in the order of the request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"][];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    createContacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"][];
            };
        };
        responses: {
            /** @description The created contacts, in the order of the request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"];
            };
        };
        responses: {
            /** @description The contact after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    deleteContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listContactInteractions: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                baseId: components["parameters"]["baseId"];
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of interactions, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InteractionList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listServices: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of services, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    createInteractions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInteraction"][];
            };
        };
        responses: {
            /** @description The created interactions, in the order of the request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interaction"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listServiceQualifications: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of qualifications, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualificationList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listInteractions: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: components["parameters"]["sort"];
                /** @description Of any of these services */
                service_id?: components["parameters"]["serviceIds"];
                /** @description Of any of these agents */
                agent_id?: components["parameters"]["agentIds"];
                /** @description By any of these channels */
                channel?: components["parameters"]["channels"];
                /** @description In this direction */
                direction?: components["parameters"]["direction"];
                /** @description In any of these statuses */
                status?: components["parameters"]["statuses"];
                /** @description With any of these contacts */
                contact_id?: components["parameters"]["contactIds"];
                /** @description With any of these ids of the customer's own */
                reference?: components["parameters"]["references"];
                /** @description Created at this moment or later, by the server's clock */
                created_from?: components["parameters"]["createdFrom"];
                /** @description Created before this moment, by the server's clock */
                created_to?: components["parameters"]["createdTo"];
                /** @description Last changed at this moment or later, by the server's clock */
                updated_from?: components["parameters"]["updatedFrom"];
                /** @description Last changed before this moment, by the server's clock */
                updated_to?: components["parameters"]["updatedTo"];
                /** @description Answered at this moment or later, by the server's clock */
                answered_from?: components["parameters"]["answeredFrom"];
                /** @description Answered before this moment, by the server's clock */
                answered_to?: components["parameters"]["answeredTo"];
                /** @description Ended at this moment or later, by the server's clock */
                ended_from?: components["parameters"]["endedFrom"];
                /** @description Ended before this moment, by the server's clock */
                ended_to?: components["parameters"]["endedTo"];
                /** @description Scheduled for this moment or later */
                scheduled_from?: components["parameters"]["scheduledFrom"];
                /** @description Scheduled for before this moment */
                scheduled_to?: components["parameters"]["scheduledTo"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of interactions, ordered by id unless sorted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InteractionList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The interaction */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interaction"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    updateInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InteractionChange"];
            };
        };
        responses: {
            /** @description The interaction after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interaction"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    cancelInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    qualifyInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QualificationChoice"];
            };
        };
        responses: {
            /** @description The interaction after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interaction"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listInteractionMessages: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of messages, in the order they were written */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listInteractionAttachments: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of attachments, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    downloadAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interactionId: components["parameters"]["interactionId"];
                attachmentId: components["parameters"]["attachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listAgents: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: components["parameters"]["sort"];
                /** @description In this group */
                group_id?: components["parameters"]["groupId"];
                /** @description Who may log in, or who may not */
                enabled?: components["parameters"]["enabled"];
                /** @description Last changed at this moment or later, by the server's clock */
                updated_from?: components["parameters"]["updatedFrom"];
                /** @description Last changed before this moment, by the server's clock */
                updated_to?: components["parameters"]["updatedTo"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of agents, ordered by id unless sorted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    createAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgent"][];
            };
        };
        responses: {
            /** @description The created agents, in the order of the request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listAgentStates: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of states, ordered by agent id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentStateList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    updateAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentChange"];
            };
        };
        responses: {
            /** @description The agent after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    deleteAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getAgentState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentState"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    setAgentState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentStateChange"];
            };
        };
        responses: {
            /** @description The state after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentState"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    setAgentSkills: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillLevel"][];
            };
        };
        responses: {
            /** @description The agent after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    startAgentCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCall"];
            };
        };
        responses: {
            /** @description The call that was begun */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedCall"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listPauseReasons: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of reasons, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseReasonList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listSkills: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of skills, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listGroups: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of groups, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listGroupAgents: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                groupId: components["parameters"]["groupIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of agents, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    addGroupAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupId: components["parameters"]["groupIdInPath"];
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    removeGroupAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupId: components["parameters"]["groupIdInPath"];
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listServiceIndicators: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of indicators, ordered by service id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceIndicatorsList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getServiceIndicators: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The indicators */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceIndicators"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    setServiceOpen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceOpening"];
            };
        };
        responses: {
            /** @description The indicators after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceIndicators"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listQueue: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                serviceId: components["parameters"]["serviceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of waiting interactions, the longest wait first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InteractionList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listAgentIndicators: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of indicators, ordered by agent id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentIndicatorsList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    forceAgentState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: components["parameters"]["agentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentStateChange"];
            };
        };
        responses: {
            /** @description The state after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentState"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listGroupIndicators: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of indicators, ordered by group id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupIndicatorsList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listActivities: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of activities, ordered by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    createActivities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewActivity"][];
            };
        };
        responses: {
            /** @description The created activities, in the order of the request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    updateActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activityId: components["parameters"]["activityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityChange"];
            };
        };
        responses: {
            /** @description The activity after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    deleteActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activityId: components["parameters"]["activityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    listPlannedActivities: {
        parameters: {
            query?: {
                /** @description Rows of a page. Above 500 it is taken as 500. A page may hold fewer rows than asked for. */
                limit?: components["parameters"]["limit"];
                /** @description Rows to pass over */
                offset?: components["parameters"]["offset"];
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: components["parameters"]["sort"];
                /** @description Of any of these agents */
                agent_id?: components["parameters"]["agentIds"];
                /** @description Of any of these groups */
                group_id?: components["parameters"]["groupIds"];
                /** @description What ends after this moment */
                from?: components["parameters"]["periodFrom"];
                /** @description What begins before this moment */
                to?: components["parameters"]["periodTo"];
                /** @description Created at this moment or later, by the server's clock */
                created_from?: components["parameters"]["createdFrom"];
                /** @description Created before this moment, by the server's clock */
                created_to?: components["parameters"]["createdTo"];
                /** @description Last changed at this moment or later, by the server's clock */
                updated_from?: components["parameters"]["updatedFrom"];
                /** @description Last changed before this moment, by the server's clock */
                updated_to?: components["parameters"]["updatedTo"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of planned activities, ordered by id unless sorted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedActivityList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    createPlannedActivities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlannedActivity"][];
            };
        };
        responses: {
            /** @description The planned activities, in the order of the request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedActivity"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    getPlannedActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plannedActivityId: components["parameters"]["plannedActivityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The planned activity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedActivity"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    updatePlannedActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plannedActivityId: components["parameters"]["plannedActivityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlannedActivityChange"];
            };
        };
        responses: {
            /** @description The planned activity after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedActivity"];
                };
            };
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
    deletePlannedActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plannedActivityId: components["parameters"]["plannedActivityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Unavailable"];
        };
    };
}
