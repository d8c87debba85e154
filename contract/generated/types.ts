// Generated from the files of contract/ by `npm run contract`; do not edit.
export interface components {
    schemas: {
        ObjectId: string;
        IntegerId: string;
        /** @description A time in UTC with milliseconds; clients also take whole seconds and `+00:00`. */
        DateTime: string;
        /** @description A time, with any offset */
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
        /** @enum {string} */
        SettableState: "logged_out" | "available" | "paused";
        AgentStateChange: {
            state: components["schemas"]["SettableState"];
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
        Base: {
            id: components["schemas"]["ObjectId"];
            name: string;
            contacts_count?: number;
        };
        BaseList: {
            data: components["schemas"]["Base"][];
            total?: components["schemas"]["Total"];
        };
        /** @enum {string} */
        DataType: "string" | "text" | "phone" | "email" | "date" | "datetime" | "number" | "boolean" | "list";
        Field: {
            /** @description The key of the field in a contact */
            name: string;
            /** @description What the people in Kiamo read */
            label: string;
            /** @enum {string} */
            type: "default" | "custom";
            data_type: components["schemas"]["DataType"];
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
            /** @description The number that was dialed */
            dialled?: string | null;
            /** @description Where to reach the customer, as it was given when it was created */
            destination?: string | null;
            created_at: components["schemas"]["DateTime"];
            scheduled_date?: components["schemas"]["DateTime"] | null;
            /** @description When an agent took it */
            answered_at?: components["schemas"]["DateTime"] | null;
            /** @description When the customer was gone, or it was abandoned or canceled. Wrap-up may follow. */
            ended_at?: components["schemas"]["DateTime"] | null;
            qualified_at?: components["schemas"]["DateTime"] | null;
            /** @description Moves with every change, even when an attachment becomes ready */
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
        /** @description A time, or `YYYY-MM-DD HH:mm:ss` in UTC */
        ScheduledDate: components["schemas"]["AnyDateTime"] | string;
        NewInteraction: {
            /** @description A telephone number, an email address or the id of a stream, as the channel of the service wants it */
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
        /** @enum {string} */
        AttachmentKind: "recording" | "voicemail" | "file";
        Attachment: {
            id: components["schemas"]["IntegerId"];
            kind: components["schemas"]["AttachmentKind"];
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
        /** @description An error of Kiamo, or of what is in front of it; the body may be anything. */
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
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description With 429 and 503, seconds to wait; clients also take a date. */
        RetryAfter: string;
    };
    pathItems: never;
}
export interface operations {
    listActivities: {
        parameters: {
            query?: never;
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
                activityId: components["schemas"]["IntegerId"];
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
                activityId: components["schemas"]["IntegerId"];
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
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: "id" | "updated_at";
                /** @description Of any of these agents */
                agent_id?: components["schemas"]["IntegerId"][];
                /** @description Of any of these groups */
                group_id?: components["schemas"]["IntegerId"][];
                /** @description What ends after this time */
                from?: components["schemas"]["AnyDateTime"];
                /** @description What begins before this time */
                to?: components["schemas"]["AnyDateTime"];
                /** @description Created at this time or later, by the server's clock */
                created_from?: components["schemas"]["AnyDateTime"];
                /** @description Created before this time, by the server's clock */
                created_to?: components["schemas"]["AnyDateTime"];
                /** @description Last changed at this time or later, by the server's clock */
                updated_from?: components["schemas"]["AnyDateTime"];
                /** @description Last changed before this time, by the server's clock */
                updated_to?: components["schemas"]["AnyDateTime"];
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
                plannedActivityId: components["schemas"]["IntegerId"];
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
                plannedActivityId: components["schemas"]["IntegerId"];
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
                plannedActivityId: components["schemas"]["IntegerId"];
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
    listAgents: {
        parameters: {
            query?: {
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: "id" | "updated_at";
                /** @description In this group */
                group_id?: components["schemas"]["IntegerId"];
                /** @description Who may log in, or who may not */
                enabled?: boolean;
                /** @description Last changed at this time or later, by the server's clock */
                updated_from?: components["schemas"]["AnyDateTime"];
                /** @description Last changed before this time, by the server's clock */
                updated_to?: components["schemas"]["AnyDateTime"];
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
            query?: never;
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
                agentId: components["schemas"]["IntegerId"];
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
                agentId: components["schemas"]["IntegerId"];
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
                agentId: components["schemas"]["IntegerId"];
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
                agentId: components["schemas"]["IntegerId"];
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
                agentId: components["schemas"]["IntegerId"];
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
                agentId: components["schemas"]["IntegerId"];
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
                agentId: components["schemas"]["IntegerId"];
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
            query?: never;
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
            query?: never;
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
            query?: never;
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
            query?: never;
            header?: never;
            path: {
                groupId: components["schemas"]["IntegerId"];
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
                groupId: components["schemas"]["IntegerId"];
                agentId: components["schemas"]["IntegerId"];
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
                groupId: components["schemas"]["IntegerId"];
                agentId: components["schemas"]["IntegerId"];
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
    listBases: {
        parameters: {
            query?: {
                /** @description Rows that hold this text in any field, whatever its case */
                q?: string;
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
                baseId: components["schemas"]["ObjectId"];
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
            query?: never;
            header?: never;
            path: {
                baseId: components["schemas"]["ObjectId"];
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
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: "id" | "updated_at";
                /** @description Rows that hold this text in any field, whatever its case */
                q?: string;
                /**
                 * @description `filter[FIELD]=value`: contacts whose field equals the value, whatever its case. Repeated for one field:
                 *     any of the values. Several fields: all of them. A field the base does not have is answered 400.
                 */
                filter?: {
                    [key: string]: string | string[];
                };
                /** @description Created at this time or later, by the server's clock */
                created_from?: components["schemas"]["AnyDateTime"];
                /** @description Created before this time, by the server's clock */
                created_to?: components["schemas"]["AnyDateTime"];
                /** @description Last changed at this time or later, by the server's clock */
                updated_from?: components["schemas"]["AnyDateTime"];
                /** @description Last changed before this time, by the server's clock */
                updated_to?: components["schemas"]["AnyDateTime"];
            };
            header?: never;
            path: {
                baseId: components["schemas"]["ObjectId"];
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
                baseId: components["schemas"]["ObjectId"];
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
                baseId: components["schemas"]["ObjectId"];
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
                baseId: components["schemas"]["ObjectId"];
                contactId: components["schemas"]["ObjectId"];
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
                baseId: components["schemas"]["ObjectId"];
                contactId: components["schemas"]["ObjectId"];
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
                baseId: components["schemas"]["ObjectId"];
                contactId: components["schemas"]["ObjectId"];
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
            query?: never;
            header?: never;
            path: {
                baseId: components["schemas"]["ObjectId"];
                contactId: components["schemas"]["ObjectId"];
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
            query?: never;
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
                serviceId: components["schemas"]["IntegerId"];
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
                serviceId: components["schemas"]["IntegerId"];
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
            query?: never;
            header?: never;
            path: {
                serviceId: components["schemas"]["IntegerId"];
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
                /** @description The order of the rows; rows of one time are ordered by id */
                sort?: "id" | "updated_at";
                /** @description Of any of these services */
                service_id?: components["schemas"]["IntegerId"][];
                /** @description Of any of these agents */
                agent_id?: components["schemas"]["IntegerId"][];
                /** @description By any of these channels */
                channel?: components["schemas"]["Channel"][];
                /** @description In this direction */
                direction?: components["schemas"]["Direction"];
                /** @description In any of these statuses */
                status?: components["schemas"]["InteractionStatus"][];
                /** @description With any of these contacts */
                contact_id?: components["schemas"]["ObjectId"][];
                /** @description With any of these ids of the customer's own */
                reference?: string[];
                /** @description Created at this time or later, by the server's clock */
                created_from?: components["schemas"]["AnyDateTime"];
                /** @description Created before this time, by the server's clock */
                created_to?: components["schemas"]["AnyDateTime"];
                /** @description Last changed at this time or later, by the server's clock */
                updated_from?: components["schemas"]["AnyDateTime"];
                /** @description Last changed before this time, by the server's clock */
                updated_to?: components["schemas"]["AnyDateTime"];
                /** @description Answered at this time or later, by the server's clock */
                answered_from?: components["schemas"]["AnyDateTime"];
                /** @description Answered before this time, by the server's clock */
                answered_to?: components["schemas"]["AnyDateTime"];
                /** @description Ended at this time or later, by the server's clock */
                ended_from?: components["schemas"]["AnyDateTime"];
                /** @description Ended before this time, by the server's clock */
                ended_to?: components["schemas"]["AnyDateTime"];
                /** @description Scheduled for this time or later */
                scheduled_from?: components["schemas"]["AnyDateTime"];
                /** @description Scheduled for before this time */
                scheduled_to?: components["schemas"]["AnyDateTime"];
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
                interactionId: components["schemas"]["IntegerId"];
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
                interactionId: components["schemas"]["IntegerId"];
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
                interactionId: components["schemas"]["IntegerId"];
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
                interactionId: components["schemas"]["IntegerId"];
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
            query?: never;
            header?: never;
            path: {
                interactionId: components["schemas"]["IntegerId"];
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
            query?: never;
            header?: never;
            path: {
                interactionId: components["schemas"]["IntegerId"];
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
                interactionId: components["schemas"]["IntegerId"];
                attachmentId: components["schemas"]["IntegerId"];
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
    listServiceIndicators: {
        parameters: {
            query?: never;
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
                serviceId: components["schemas"]["IntegerId"];
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
                serviceId: components["schemas"]["IntegerId"];
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
            query?: never;
            header?: never;
            path: {
                serviceId: components["schemas"]["IntegerId"];
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
            query?: never;
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
                agentId: components["schemas"]["IntegerId"];
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
            query?: never;
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
}

/** The lists that tell what changed. */
export type feeds = "listPlannedActivities" | "listAgents" | "listContacts" | "listInteractions";
/** A row of each list. */
export interface rows {
    listActivities: components["schemas"]["Activity"];
    listPlannedActivities: components["schemas"]["PlannedActivity"];
    listAgents: components["schemas"]["Agent"];
    listAgentStates: components["schemas"]["AgentState"];
    listPauseReasons: components["schemas"]["PauseReason"];
    listSkills: components["schemas"]["Skill"];
    listGroups: components["schemas"]["Group"];
    listGroupAgents: components["schemas"]["Agent"];
    listBases: components["schemas"]["Base"];
    listBaseFields: components["schemas"]["Field"];
    listContacts: components["schemas"]["Contact"];
    listContactInteractions: components["schemas"]["Interaction"];
    listServices: components["schemas"]["Service"];
    listServiceQualifications: components["schemas"]["Qualification"];
    listInteractions: components["schemas"]["Interaction"];
    listInteractionMessages: components["schemas"]["Message"];
    listInteractionAttachments: components["schemas"]["Attachment"];
    listServiceIndicators: components["schemas"]["ServiceIndicators"];
    listQueue: components["schemas"]["Interaction"];
    listAgentIndicators: components["schemas"]["AgentIndicators"];
    listGroupIndicators: components["schemas"]["GroupIndicators"];
}
