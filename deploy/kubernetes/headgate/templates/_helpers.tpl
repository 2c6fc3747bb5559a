{{- define "headgate.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "headgate.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Other than that of workers, so that nothing that selects those takes these for some of them. */}}
{{- define "headgate.maintenance.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}-maintenance
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "headgate.labels" -}}
{{ include "headgate.selector" . }}
{{ include "headgate.labels.common" . }}
{{- end }}

{{- define "headgate.maintenance.labels" -}}
{{ include "headgate.maintenance.selector" . }}
{{ include "headgate.labels.common" . }}
{{- end }}

{{- define "headgate.labels.common" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "headgate.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ default (include "headgate.name" .) .Values.serviceAccount.name }}
{{- else }}{{ default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* What is given, and what has to agree with the pod. */}}
{{- define "headgate.config" -}}
{{- $config := deepCopy .Values.config }}
{{- if .Values.schema }}{{ $_ := set $config "schema" "schema.pg" }}{{ end }}
{{- if .Values.staticMembership }}{{ $_ := set $config.kafka "group.instance.id" "${POD_NAME}" }}{{ end }}
{{- $_ := set $config "memory" (merge (dict "off-heap" "${HEADGATE_OFF_HEAP}") (default dict $config.memory)) }}
{{- $_ := set $config "shutdown" (dict "timeout" (printf "%ds" (int .Values.shutdownTimeoutSeconds))) }}
{{- if .Values.http.enabled }}{{ $_ := set $config "http" (dict "bind" "0.0.0.0" "port" .Values.http.port) }}{{ end }}
{{- if .Values.maintenance.enabled }}{{ $_ := set $config "maintenance" (default (dict "events" true) $config.maintenance) }}{{ end }}
{{- toYaml $config }}
{{- end }}

{{/* Lance trusts what is in the file that this names; it knows no setting for it. */}}
{{- define "headgate.certificates" -}}
{{- with (.Values.config.s3).ca }}
{{- if not (contains "${" .) }}{{ hasPrefix "/" . | ternary . (printf "/etc/headgate/%s" .) }}{{ end }}
{{- end }}
{{- end }}

{{/* Of a worker; of a maintenance process when .Role says so. */}}
{{- define "headgate.pod" -}}
{{- $maintains := eq (default "worker" .Role) "maintain" }}
metadata:
  labels:
    {{- include ($maintains | ternary "headgate.maintenance.selector" "headgate.selector") . | nindent 4 }}
    {{- with .Values.podLabels }}{{ toYaml . | nindent 4 }}{{ end }}
  annotations:
    # A worker reads its file once, so a change replaces the pods.
    checksum/config: {{ printf "%s\n%s" (include "headgate.config" .) .Values.schema | sha256sum }}
    {{- with .Values.podAnnotations }}{{ toYaml . | nindent 4 }}{{ end }}
spec:
  serviceAccountName: {{ include "headgate.serviceAccount" . }}
  automountServiceAccountToken: false
  # SIGTERM makes the worker finish its batch and leave the group. It may take this long before it is killed, which would lose
  # nothing either, but leave work to do again.
  terminationGracePeriodSeconds: {{ add .Values.shutdownTimeoutSeconds 15 }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets: {{ toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: {{ default "worker" .Role }}
      image: "{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}"
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args: [{{ default "worker" .Role }}, --config, /etc/headgate/worker.yaml]
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- with include "headgate.certificates" . }}
        {{- if not $.Values.env.SSL_CERT_FILE }}
        - name: SSL_CERT_FILE
          value: {{ . | quote }}
        {{- end }}
        {{- end }}
        {{- range $name, $value := .Values.env }}
        - name: {{ $name }}
          value: {{ $value | quote }}
        {{- end }}
      {{- with .Values.envFromSecrets }}
      envFrom:
        {{- range . }}
        - secretRef:
            name: {{ . }}
        {{- end }}
      {{- end }}
      {{- if .Values.http.enabled }}
      ports:
        - name: http
          containerPort: {{ .Values.http.port }}
          protocol: TCP
      # Opening a graph settles what dead workers left, which may take its time.
      startupProbe:
        httpGet: { path: /health/live, port: http }
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /health/live, port: http }
        periodSeconds: 15
        timeoutSeconds: 5
        failureThreshold: 4
      readinessProbe:
        httpGet: { path: /health/ready, port: http }
        periodSeconds: 5
        timeoutSeconds: 5
      {{- end }}
      resources: {{ toYaml ($maintains | ternary .Values.maintenance.resources .Values.resources) | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - name: config
          mountPath: /etc/headgate
          readOnly: true
        - name: tmp
          mountPath: /tmp
        {{- if .Values.persistence.existingClaim }}
        - name: graph
          mountPath: {{ .Values.persistence.mountPath }}
        {{- end }}
        {{- range $index, $files := .Values.secretFiles }}
        - name: secret-{{ $index }}
          mountPath: {{ $files.mountPath }}
          readOnly: true
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "headgate.name" . }}
    # Native libraries are unpacked here. On the node's disk: in memory it would count against the container's limit.
    - name: tmp
      emptyDir:
        sizeLimit: {{ .Values.temporarySizeLimit }}
    {{- if .Values.persistence.existingClaim }}
    - name: graph
      persistentVolumeClaim:
        claimName: {{ .Values.persistence.existingClaim }}
    {{- end }}
    {{- range $index, $files := .Values.secretFiles }}
    - name: secret-{{ $index }}
      secret:
        secretName: {{ $files.secret }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector: {{ toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity: {{ toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations: {{ toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
