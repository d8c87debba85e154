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
        post?: never;
        delete?: never;
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
        Qualification: {
            id: components["schemas"]["IntegerId"];
            label: string;
            category?: string | null;
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
            /** @enum {string} */
            status: "scheduled" | "waiting" | "in_progress" | "wrap_up" | "ended" | "abandoned" | "cancelled";
            service_id: components["schemas"]["IntegerId"];
            agent_id?: components["schemas"]["IntegerId"] | null;
            contact_id?: components["schemas"]["ObjectId"] | null;
            base_id?: components["schemas"]["ObjectId"] | null;
            /** @description The customer's number or address */
            customer?: string | null;
            dialled?: string | null;
            created_at: components["schemas"]["DateTime"];
            scheduled_date?: components["schemas"]["DateTime"] | null;
            answered_at?: components["schemas"]["DateTime"] | null;
            ended_at?: components["schemas"]["DateTime"] | null;
            updated_at: components["schemas"]["DateTime"];
            waiting_seconds?: number | null;
            handling_seconds?: number | null;
            wrap_up_seconds?: number | null;
            qualification?: components["schemas"]["Qualification"] | null;
            userdata?: components["schemas"]["UserData"];
            has_recording?: boolean;
        };
        InteractionList: {
            data: components["schemas"]["Interaction"][];
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
            enabled: boolean;
        };
        AgentList: {
            data: components["schemas"]["Agent"][];
            total?: components["schemas"]["Total"];
        };
        Activity: {
            id: components["schemas"]["IntegerId"];
            name: string;
            /** @enum {string} */
            kind: "work" | "break" | "training" | "meeting" | "absence";
            paid?: boolean;
            color?: string | null;
        };
        ActivityList: {
            data: components["schemas"]["Activity"][];
            total?: components["schemas"]["Total"];
        };
        ServiceIndicators: {
            service_id: components["schemas"]["IntegerId"];
            name: string;
            channel?: components["schemas"]["Channel"];
            open: boolean;
            waiting: number;
            at: components["schemas"]["DateTime"];
        };
        ServiceIndicatorsList: {
            data: components["schemas"]["ServiceIndicators"][];
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
    listAgents: {
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
}
